import { Component, type ReactNode } from "react";
import { BrokenPart } from "../ui/BrokenPart.tsx";

type Props = { children: ReactNode; /** A new value starts the part anew, e.g. another screen. */ part?: string };
type State = { isBroken: boolean };

// React offers no function form of this: a boundary has to be a class.
/** Keeps a fault of one part of the screen from taking the rest with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { isBroken: false };

  static getDerivedStateFromError(): State {
    return { isBroken: true };
  }

  override componentDidUpdate(before: Props): void {
    if (before.part !== this.props.part && this.state.isBroken) this.setState({ isBroken: false });
  }

  override render(): ReactNode {
    if (this.state.isBroken) return <BrokenPart onRetry={() => this.setState({ isBroken: false })} />;
    return this.props.children;
  }
}
