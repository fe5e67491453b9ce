namespace ShipperClient.Tests.Conventions;

public sealed class SourceConventionTests
{
    public static TheoryData<string> Folders { get; } = ["src", "tests", "samples"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_file_is_longer_than_250_lines(string folder) => Offenders.None(Repository.Sources(folder)
        .Select(static source => (source.Path, Lines: source.Text.AsSpan().TrimEnd('\n').Count('\n') + 1))
        .Where(static source => source.Lines > 250));

    [Fact]
    public void The_sources_are_found() => Assert.Contains(Repository.Sources("src"), static source => source.Path == "ShipperClient/LogServiceClient.cs");
}
