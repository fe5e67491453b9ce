using System.Diagnostics.CodeAnalysis;
using ShipperClient.Internal;

namespace ShipperClient;

/// <summary>Identifies one shipper by its project, its Logstore and its name.</summary>
/// <remarks>
/// A name is 1 to 128 characters of <c>A-Z a-z 0-9 _ -</c>. The service documents stricter rules (3 to 63 characters in lower case for a
/// project) and applies looser ones, so only what could change the address of a request is refused.
/// </remarks>
/// <param name="Project">The name of the project, which is the first label of the host.</param>
/// <param name="Logstore">The name of the Logstore.</param>
/// <param name="Name">The name of the shipper.</param>
/// <exception cref="ArgumentNullException">A name is <see langword="null"/>.</exception>
/// <exception cref="ArgumentException">A name is empty, longer than 128 characters, or has a character outside <c>A-Za-z0-9_-</c>.</exception>
public sealed record ShipperReference(string Project, string Logstore, string Name)
{
    internal const int MaxNameLength = 128;

    /// <summary>Gets the name of the project, which is the first label of the host.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The value is not a safe name; see the remarks of <see cref="ShipperReference"/>.</exception>
    public string Project { get; init => field = CheckName(value, nameof(Project)); } = CheckName(Project, nameof(Project));

    /// <summary>Gets the name of the Logstore.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The value is not a safe name; see the remarks of <see cref="ShipperReference"/>.</exception>
    public string Logstore { get; init => field = CheckName(value, nameof(Logstore)); } = CheckName(Logstore, nameof(Logstore));

    /// <summary>Gets the name of the shipper.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The value is not a safe name; see the remarks of <see cref="ShipperReference"/>.</exception>
    public string Name { get; init => field = CheckName(value, nameof(Name)); } = CheckName(Name, nameof(Name));

    /// <summary>Parses <c>project/logstore/shipper</c>, the form that <see cref="ToString"/> returns.</summary>
    /// <param name="text">Three names separated by slashes.</param>
    /// <returns>The shipper.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException"><paramref name="text"/> is not three safe names separated by slashes; the message says why.</exception>
    public static ShipperReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, out var problem) ?? throw new FormatException(problem);
    }

    /// <summary>Tries to parse <c>project/logstore/shipper</c>.</summary>
    /// <param name="text">Three names separated by slashes.</param>
    /// <param name="shipper">The shipper, or <see langword="null"/> if <paramref name="text"/> is not one.</param>
    /// <returns><see langword="true"/> if <paramref name="text"/> is a shipper; otherwise, <see langword="false"/>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ShipperReference? shipper)
    {
        shipper = text is null ? null : Read(text, out _);
        return shipper is not null;
    }

    /// <summary>Returns <c>project/logstore/shipper</c>.</summary>
    /// <returns>The three names separated by slashes.</returns>
    public override string ToString() => $"{Project}/{Logstore}/{Name}";

    private static ShipperReference? Read(string text, out string? problem)
    {
        var names = text.Split('/');
        problem = names.Length == 3
            ? ProblemWith(names[0], nameof(Project)) ?? ProblemWith(names[1], nameof(Logstore)) ?? ProblemWith(names[2], nameof(Name))
            : $"Expected project/logstore/shipper, three names separated by slashes, but was given {Shown(text)}.";
        return problem is null ? new ShipperReference(names[0], names[1], names[2]) : null;
    }

    internal static string CheckName(string name, string part)
    {
        ArgumentNullException.ThrowIfNull(name, part);
        return ProblemWith(name, part) is { } problem ? throw new ArgumentException(problem, part) : name;
    }

    private static string? ProblemWith(string name, string part)
    {
        const string Rule = "must be 1 to 128 characters of A-Z, a-z, 0-9, '_' and '-'";
        if (name.Length == 0)
        {
            return $"{part} {Rule}, but is empty.";
        }

        if (name.Length > MaxNameLength)
        {
            return $"{part} {Rule}, but has {name.Length} characters.";
        }

        if (TextSanitizer.DescribeInvisible(name) is { } flaw)
        {
            return $"{part} {Rule}, but {flaw}: {Shown(name)}. Remove it.";
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return $"{part} {Rule}, but is {Shown(name)}. Give the bare name, without host, path or escapes.";
            }
        }

        return null;
    }

    private static string Shown(string text) => $"\"{TextSanitizer.Clean(text, MaxNameLength)}\"";
}
