/** A vehicle by its plate, with the name the records carry below. */
export function VehicleName({
  vehicle,
  plate,
}: {
  readonly vehicle: string;
  readonly plate: string;
}) {
  return (
    <span className="two">
      <b>{plate}</b>
      <small>{vehicle}</small>
    </span>
  );
}
