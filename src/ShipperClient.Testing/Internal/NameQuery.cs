namespace ShipperClient.Testing.Internal;

/// <summary>The parameters of the lists of names, checked (specification, "Neighbouring call"). A name given is looked for anywhere in the names.</summary>
internal sealed record NameQuery(string NamePart, int Offset, int Size)
{
    private const int DefaultSize = 100;
    private const int MaxSize = 500;

    public static (NameQuery? Query, ServiceError? Error) Parse(IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        var (values, repeated) = QueryString.Single(parameters);
        if (repeated is not null)
        {
            return (null, ServiceError.Parameter($"{repeated} is given more than once"));
        }

        var offset = QueryString.Integer(values, "offset", 0);
        var size = QueryString.Integer(values, "size", DefaultSize);
        var problem =
            offset is null or < 0 or > int.MaxValue ? "offset must be a number from 0"
            : size is null or < 1 or > MaxSize ? "size must be a number from 1 to 500"
            : null;
        return problem is null
            ? (new NameQuery(values.GetValueOrDefault("logstoreName", ""), (int)offset!.Value, (int)size!.Value), null)
            : (null, ServiceError.Parameter(problem));
    }

    public IReadOnlyList<string> Page(IReadOnlyList<string> names, out int total)
    {
        var matching = names.Where(name => name.Contains(NamePart, StringComparison.Ordinal)).ToList();
        total = matching.Count;
        return [.. matching.Skip(Offset).Take(Size)];
    }
}
