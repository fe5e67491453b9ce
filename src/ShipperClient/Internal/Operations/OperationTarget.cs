namespace ShipperClient.Internal.Operations;

/// <summary>The resource of a call, as far as the call names one.</summary>
internal readonly record struct OperationTarget(string Project, string? Logstore, string? Shipper)
{
    public static OperationTarget From(ShipperReference shipper) => new(shipper.Project, shipper.Logstore, shipper.Name);

    public override string ToString() => string.Join('/', new[] { Project, Logstore, Shipper }.Where(static name => name is not null));
}
