using System.Text.RegularExpressions;

namespace ShipperClient.Tests.Conventions;

/// <summary>The dependencies between the rooms point one way (design, "src/ShipperClient").</summary>
public sealed class DependencyTests
{
    // A room, or one type of it only.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        // Public types. A batch reports its error, and a provider that has no credentials throws one.
        ["Shippers"] = ["Errors:LogServiceException", "Internal:TextSanitizer"],
        ["Credentials"] = ["Errors:LogServiceAuthenticationException", "Internal/Credentials", "Internal/Credentials/Caching", "Internal/Credentials/Sources"],
        ["Errors"] = [],
        ["Options"] = ["Credentials"],
        ["Internal"] = [],
        ["Internal/Credentials"] = ["Credentials"],
        ["Internal/Credentials/Caching"] = ["Credentials:LogServiceCredentials", "Errors"],
        ["Internal/Credentials/Sources"] = ["Credentials", "Errors:LogServiceAuthenticationException", "Internal:TextSanitizer", "Internal/Credentials"],
        ["Internal/Options"] = ["Credentials:StaticCredentialsProvider", "Internal:TextSanitizer", "Options"],
        ["Internal/Time"] = [],
        // An operation names the public types that it takes and returns, and a limit that is public.
        ["Internal/Operations"] = ["Client:LogServiceClient", "Shippers", "Internal:LogServiceHeaders", "Internal/Options:LogServiceEndpoint", "Internal/Responses"],
        ["Internal/Responses"] = ["Errors", "Shippers:ShipperStatusQuery", "Internal"],
        ["Internal/Signing"] = ["Credentials:LogServiceCredentials", "Internal:LogServiceHeaders", "Internal/Signing/Buffers", "Options:SignatureVersion"],
        ["Internal/Signing/Buffers"] = [],
        // Of the pipeline, the strategies know the context of the call only.
        ["Internal/Resilience"] =
        [
            "Credentials:LogServiceCredentials", "Errors", "Internal/Diagnostics", "Internal/Pipeline:CallContext", "Internal/Responses:ErrorKind", "Internal/Time", "Options:LogServiceClientOptions",
        ],
        ["Internal/Pipeline"] =
        [
            "Credentials", "Errors", "Internal/Diagnostics", "Internal/Operations:JsonBytesContent", "Internal/Operations:Operation", "Internal/Options:LogServiceEndpoint", "Internal/Resilience",
            "Internal/Responses", "Internal/Signing", "Internal/Time", "Options:LogServiceClientOptions",
        ],
        // A span says which shipper the call is about, and what failed.
        ["Internal/Diagnostics"] = ["Errors:LogServiceException", "Internal/Operations:Operation", "Internal/Operations:OperationTarget"],
        // The client: its operations, and the composition that Create shares with the registration.
        ["Client"] =
        [
            "Internal/Diagnostics:Telemetry", "Internal/Operations", "Internal/Options:OptionsValidator", "Internal/Pipeline:CallInvoker", "Internal/Pipeline:ClientPipeline",
            "Options:LogServiceClientOptions", "Shippers",
        ],
        ["Internal/Loops"] = ["Client", "Errors", "Shippers"],
        ["Extensions"] = ["Client", "Internal/Loops", "Shippers"],
        ["Composition"] = ["Client", "Internal:LogServiceHeaders", "Internal/Diagnostics:Telemetry", "Internal/Options", "Internal/Pipeline", "Options:LogServiceClientOptions"],
    };

    [Fact]
    public void No_room_uses_another_that_it_may_not() => Offenders.None(Rooms.Uses()
        .Where(static use => !Allowed.TryGetValue(use.User, out var allowed) || !(allowed.Contains(use.Used, StringComparer.Ordinal) || allowed.Contains($"{use.Used}:{use.Type}", StringComparer.Ordinal)))
        .Select(static use => $"{use.Path} uses {use.Type} of {use.Used}"));

    [Fact]
    public void Nothing_is_allowed_that_nobody_needs()
    {
        var used = Rooms.Uses().SelectMany(static use => (string[])[$"{use.User} → {use.Used}", $"{use.User} → {use.Used}:{use.Type}"]).ToHashSet(StringComparer.Ordinal);

        Offenders.None(Allowed.SelectMany(static room => room.Value.Select(other => $"{room.Key} → {other}")).Where(dependency => !used.Contains(dependency)));
    }

    [Fact]
    public void Every_file_is_in_a_room_that_the_table_knows() =>
        Offenders.None(Repository.Sources("src/ShipperClient").Where(static source => !Allowed.ContainsKey(Rooms.Of(source.Path))).Select(static source => source.Path));

    [Fact]
    public void Every_type_has_a_file_of_its_name()
    {
        var types = typeof(LogServiceClient).Assembly.GetTypes()
            .Where(static type => type.Namespace?.Contains("ShipperClient", StringComparison.Ordinal) == true || type.Namespace == "Microsoft.Extensions.DependencyInjection")
            .Where(static type => !type.IsNested && !type.Name.Contains('<', StringComparison.Ordinal))
            .Select(static type => type.Name.Split('`')[0])
            .Except(["LogServiceClientOptionsExtensions"], StringComparer.Ordinal);

        Offenders.None(types.Except(Rooms.TypeNames, StringComparer.Ordinal));
    }

    [Fact]
    public void No_type_is_named_with_its_namespace_past_the_table() => Offenders.None(Repository.Sources("src/ShipperClient")
        .Where(static source => Regex.IsMatch(
            CodeOnly.Of(source.Text), @"^(?!\s*(?:using|namespace)\b).*\bInternal\s*\.", RegexOptions.Multiline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)))
        .Select(static source => source.Path));

    [Fact]
    public void Tells_a_use_from_a_member_and_from_a_name_that_is_declared() => Assert.Equal(
        ["B", "C", "D", "E", "F", "G", "H", "I"],
        Rooms.NamesIn("class A(B b, C? c) { a.X is D; new E<string> Y; return F.Z; x ? G : H; I[] J }").Where(static word => word.Length == 1 && char.IsUpper(word[0])).ToList());
}
