using System.Reflection;
using Mono.Cecil;
using NetArchTest.Rules;

namespace ShipperClient.Tests.Conventions;

/// <summary>The folders of the library depend on each other one way. The files at the root are folders by their purpose.</summary>
public sealed class DependencyTests
{
    // What the types of a folder may use: the types of another folder, or one of them.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        // Public types. A batch reports its error, and a provider that has no credentials throws one.
        ["Shippers"] = ["Errors:LogServiceException", "Internal:TextSanitizer"],
        ["Credentials"] = ["Errors", "Internal/Credentials", "Internal/Credentials/Caching", "Internal/Credentials/Sources"],
        ["Errors"] = [],
        ["Options"] = ["Credentials", "Internal/Options:BoundSection", "Internal/Options:LogServiceEndpoint", "Internal/Options:SectionCredentialsProvider"],
        ["Internal"] = [],
        ["Internal/Credentials"] = ["Credentials", "Errors:LogServiceAuthenticationException"],
        ["Internal/Credentials/Caching"] = ["Credentials:LogServiceCredentials", "Errors"],
        ["Internal/Credentials/Sources"] = ["Credentials", "Errors", "Internal", "Internal/Credentials"],
        ["Internal/Options"] = ["Credentials", "Internal:TextSanitizer", "Internal/Diagnostics:Log", "Options"],
        ["Internal/Time"] = [],
        // An operation names the public types that it takes and returns. Public constants are compiled in and leave no trace.
        ["Internal/Operations"] = ["Shippers", "Internal/Options:LogServiceEndpoint", "Internal/Responses"],
        ["Internal/Responses"] = ["Errors", "Internal"],
        ["Internal/Signing"] = ["Credentials:LogServiceCredentials", "Internal:LogServiceHeaders", "Internal/Signing/Buffers", "Options:SignatureVersion"],
        ["Internal/Signing/Buffers"] = [],
        // Of the pipeline, the strategies know the context of the call only.
        ["Internal/Resilience"] =
        [
            "Credentials", "Errors", "Internal", "Internal/Diagnostics", "Internal/Operations:Operation", "Internal/Pipeline:CallContext",
            "Internal/Responses:ErrorKind", "Internal/Time", "Options:LogServiceClientOptions",
        ],
        ["Internal/Pipeline"] =
        [
            "Credentials", "Errors", "Internal:ProxyRefusal", "Internal:ProxyWithoutUserInfo", "Internal:SecretRedactor", "Internal/Credentials", "Internal/Diagnostics", "Internal/Operations:JsonBytesContent", "Internal/Operations:Operation", "Internal/Options:BoundSection", "Internal/Options:LogServiceEndpoint",
            "Internal/Options:SectionReloads", "Internal/Resilience",
            "Internal/Responses", "Internal/Signing", "Internal/Time", "Options:LogServiceClientOptions",
        ],
        // A span says which shipper the call is about, and what failed.
        ["Internal/Diagnostics"] = ["Errors:LogServiceException", "Internal/Operations:Operation"],
        // The client: its operations, and the composition that Create shares with the registration.
        ["Client"] =
        [
            "Internal/Diagnostics:Telemetry", "Internal/Operations", "Internal/Options:OptionsValidator", "Internal/Pipeline:CallInvoker", "Internal/Pipeline:ClientPipeline",
            "Internal/Time:SkewCorrectedTimeProvider", "Options:LogServiceClientOptions", "Shippers",
        ],
        ["Internal/Loops"] = ["Client", "Errors", "Shippers"],
        ["Extensions"] = ["Client", "Internal/Loops", "Shippers"],
        // Composition, the registration, uses all of them; NetArchTest leaves out types of a Microsoft namespace.
    };

    private static readonly Assembly Library = typeof(LogServiceClient).Assembly;

    private static readonly Dictionary<string, string> FolderOfType = Repository.Sources("src/ShipperClient")
        .DistinctBy(static source => TypeOf(source.Path), StringComparer.Ordinal)
        .ToDictionary(static source => TypeOf(source.Path), static source => FolderOf(source.Path), StringComparer.Ordinal);

    private static readonly Type[] TypesWithAFile =
        [.. Library.GetTypes().Where(static type => !type.IsNested && type.Namespace is not null && FolderOfType.ContainsKey(NameOf(type.Name)))];

    public static TheoryData<string> Folders { get; } = [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_uses_only_what_it_may(string folder)
    {
        var forbidden = TypesWithAFile.Where(type => FolderOfType[NameOf(type.Name)] != folder && !Allowed[folder].Any(rule => Permits(rule, type))).ToList();

        if (!Within(folder).ShouldNot().HaveDependencyOnAny([.. forbidden.Select(static type => type.FullName!)]).GetResult().IsSuccessful)
        {
            Offenders.None(forbidden.SelectMany(used => Within(folder).And().HaveDependencyOn(used.FullName).GetTypes(), static (used, user) => $"{user} uses {used}"));
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_may_use_only_what_it_needs(string folder) => Offenders.None(Allowed[folder]
        .Where(rule => !Within(folder).And().HaveDependencyOnAny([.. TypesWithAFile.Where(type => Permits(rule, type)).Select(static type => type.FullName!)]).GetTypes().Any()));

    [Fact]
    public void Every_file_is_in_a_folder_that_the_table_knows() =>
        Offenders.None(Repository.Sources("src/ShipperClient").Select(static source => source.Path).Where(static path => FolderOf(path) != "Composition" && !Allowed.ContainsKey(FolderOf(path))));

    [Fact]
    public void Every_type_has_a_file_of_its_name() => Offenders.None(Library.GetTypes()
        .Where(static type => type.Namespace?.Contains("ShipperClient", StringComparison.Ordinal) == true || type.Namespace == "Microsoft.Extensions.DependencyInjection")
        .Where(static type => !type.IsNested && !type.Name.Contains('<', StringComparison.Ordinal))
        .Except(TypesWithAFile)
        .Select(static type => type.FullName));

    private static PredicateList Within(string folder) => Types.InAssembly(Library).That().MeetCustomRule(new InFolder(folder));

    private static bool Permits(string rule, Type type) => rule.Split(':') is [var folder, .. var only]
        && FolderOfType[NameOf(type.Name)] == folder && (only.Length == 0 || only[0] == NameOf(type.Name));

    private static string FolderOf(string path) => path.Contains('/', StringComparison.Ordinal)
        ? path[..path.LastIndexOf('/')]
        : TypeOf(path) switch
        {
            "LogServiceClient" => "Client",
            "LogServiceClientExtensions" => "Extensions",
            "LogServiceClientServiceCollectionExtensions" => "Composition",
            "LogServiceClientOptions" or "SignatureVersion" => "Options",
            _ => path,
        };

    private static string TypeOf(string path) => path[(path.LastIndexOf('/') + 1)..].Split('.')[0];

    private static string NameOf(string name) => name.Split('`')[0];

    // A nested type is where its outermost type is.
    private sealed class InFolder(string folder) : ICustomRule
    {
        public bool MeetsRule(TypeDefinition type) =>
            type.DeclaringType is not null ? MeetsRule(type.DeclaringType) : FolderOfType.GetValueOrDefault(NameOf(type.Name)) == folder;
    }
}
