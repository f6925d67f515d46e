type RecordFieldsProps = {
  readonly fields: readonly { readonly field: string; readonly value: string }[];
  readonly className: string | undefined;
};

/** One record, field by field, in the CRM's own names. */
export function RecordFields({ fields, className }: RecordFieldsProps) {
  return (
    <dl className={className}>
      {fields.map(({ field, value }) => (
        <div key={field}>
          <dt>
            <code>{field}</code>
          </dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
