namespace ShipperClient.Testing.Internal.Protocol;

/// <summary>The parameters <c>offset</c> and <c>size</c>, which all listings share (docs/service-api.md, "GetShipperStatus").</summary>
internal sealed record PageRange(int Offset, int Size)
{
    private const int DefaultSize = 100;
    private const int MaxSize = 500;

    public static ServiceError? Parse(Dictionary<string, string> values, out PageRange range)
    {
        range = null!;
        if (QueryString.Integer(values, "offset", 0) is not (>= 0 and <= int.MaxValue and var offset))
        {
            return ServiceError.ParameterInvalid("offset must be a number from 0");
        }

        if (QueryString.Integer(values, "size", DefaultSize) is not (>= 1 and <= MaxSize and var size))
        {
            return ServiceError.ParameterInvalid("size must be a number from 1 to 500");
        }

        range = new PageRange((int)offset, (int)size);
        return null;
    }
}
