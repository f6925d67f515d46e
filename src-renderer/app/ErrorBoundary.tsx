import { Component, type ReactNode } from "react";
import { BrokenPart } from "../ui/BrokenPart.tsx";

type Props = { children: ReactNode };
type State = { isBroken: boolean };

// React offers no function form of this: a boundary has to be a class.
/** Keeps a fault of one part of the screen from taking the rest with it. Another `key` starts the part anew. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { isBroken: false };

  static getDerivedStateFromError(): State {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (this.state.isBroken) return <BrokenPart onRetry={() => this.setState({ isBroken: false })} />;
    return this.props.children;
  }
}
