namespace ShipperClient.Tests.Shippers;

public sealed class ShipperReferenceTests
{
    public static TheoryData<string> UnsafeNames { get; } =
    [
        "", " ", new string('a', 129), "../x", "..", ".", "a/b", "a\\b", "a?x=1", "a#b", "a%2Fb", "a b", "a\r\nb", "a\u0000", "a:80", "a@b", "a.b", "ä", "日志", "a\u202e", "\ud800",
    ];

    public static TheoryData<string> SafeNames { get; } = ["a", new string('a', 128), "my-project", "A_b-9", "-", "_"];

    [Theory]
    [MemberData(nameof(UnsafeNames))]
    public void Refuses_an_unsafe_name_in_each_of_the_three_places(string name)
    {
        Assert.StartsWith("Project must be 1 to 128 characters of A-Z, a-z, 0-9, '_' and '-', but ", Refused("Project", () => new ShipperReference(name, "l", "s")), StringComparison.Ordinal);
        Assert.StartsWith("Logstore must be 1 to 128 characters of A-Z, a-z, 0-9, '_' and '-', but ", Refused("Logstore", () => new ShipperReference("p", name, "s")), StringComparison.Ordinal);
        Assert.StartsWith("Name must be 1 to 128 characters of A-Z, a-z, 0-9, '_' and '-', but ", Refused("Name", () => new ShipperReference("p", "l", name)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(UnsafeNames))]
    public void Refuses_an_unsafe_name_in_a_copy_too(string name)
    {
        Refused("Project", () => Sample.Shipper with { Project = name });
        Refused("Logstore", () => Sample.Shipper with { Logstore = name });
        Refused("Name", () => Sample.Shipper with { Name = name });
    }

    [Theory]
    [MemberData(nameof(UnsafeNames))]
    public void Reads_no_unsafe_name(string name)
    {
        foreach (var text in (ReadOnlySpan<string>)[$"{name}/l/s", $"p/{name}/s", $"p/l/{name}"])
        {
            Assert.False(ShipperReference.TryParse(text, out var shipper));
            Assert.Null(shipper);
            Assert.DoesNotContain(Assert.Throws<FormatException>(() => ShipperReference.Parse(text)).Message, static c => char.IsControl(c));
        }
    }

    [Theory]
    [MemberData(nameof(SafeNames))]
    public void Takes_every_safe_name_and_reads_what_it_writes(string name)
    {
        var shipper = new ShipperReference(name, name, name);

        Assert.Equal((name, name, name), (shipper.Project, shipper.Logstore, shipper.Name));
        Assert.Equal($"{name}/{name}/{name}", shipper.ToString());
        Assert.Equal(shipper, ShipperReference.Parse(shipper.ToString()));
        Assert.True(ShipperReference.TryParse(shipper.ToString(), out var read));
        Assert.Equal(shipper, read);
    }

    [Fact]
    public void Refuses_null_in_each_of_the_three_places()
    {
        Assert.Throws<ArgumentNullException>("Project", static () => new ShipperReference(null!, "l", "s"));
        Assert.Throws<ArgumentNullException>("Logstore", static () => new ShipperReference("p", null!, "s"));
        Assert.Throws<ArgumentNullException>("Name", static () => new ShipperReference("p", "l", null!));
        Assert.Throws<ArgumentNullException>("Name", static () => Sample.Shipper with { Name = null! });
    }

    [Theory]
    [InlineData("")]
    [InlineData("p")]
    [InlineData("p/l")]
    [InlineData("p/l/s/")]
    [InlineData("p/l/s/t")]
    [InlineData("a\r\nb")]
    public void Reads_nothing_but_three_names(string text)
    {
        Assert.False(ShipperReference.TryParse(text, out _));
        var exception = Assert.Throws<FormatException>(() => ShipperReference.Parse(text));

        Assert.Equal(
            $"Expected project/logstore/shipper, three names separated by slashes, but was given \"{text.Replace("\r\n", "  ", StringComparison.Ordinal)}\".",
            exception.Message);
    }

    [Fact]
    public void Reads_no_null()
    {
        Assert.False(ShipperReference.TryParse(null, out _));
        Assert.Throws<ArgumentNullException>("text", static () => ShipperReference.Parse(null!));
    }

    [Fact]
    public void Says_the_length_of_a_name_that_is_too_long_and_shows_no_endless_text()
    {
        Assert.Contains("but has 129 characters.", Refused("Project", static () => new ShipperReference(new string('a', 129), "l", "s")), StringComparison.Ordinal);
        Assert.InRange(Assert.Throws<FormatException>(static () => ShipperReference.Parse(new string('a', 100_000))).Message.Length, 1, 300);
    }

    [Theory]
    [InlineData("a\n", "ends with a line break")]
    [InlineData("a\r\n", "ends with a line break")]
    [InlineData("a\t", "ends with a blank")]
    [InlineData("a ", "ends with a blank")]
    [InlineData("\na", "begins with a line break")]
    [InlineData(" a", "begins with a blank")]
    [InlineData("a\nb", "contains a line break")]
    [InlineData("a\u200b", "ends with an invisible character (U+200B)")]
    [InlineData("\ufeffa", "begins with an invisible character (U+FEFF)")]
    [InlineData("a\u0000b", "contains an invisible character (U+0000)")]
    public void Says_what_cannot_be_seen_in_a_name(string name, string flaw)
    {
        Assert.Contains($", but {flaw}: \"", Refused("Project", () => new ShipperReference(name, "l", "s")), StringComparison.Ordinal);
        Assert.Contains($", but {flaw}: \"", Assert.Throws<FormatException>(() => ShipperReference.Parse($"p/l/{name}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_compared_by_value_and_case()
    {
        Assert.Equal(Sample.Shipper, new ShipperReference("test-project", "test-logstore", "test-shipper"));
        Assert.NotEqual(Sample.Shipper, Sample.Shipper with { Name = "Test-Shipper" });
    }

    private static string Refused(string parameter, Func<object> create)
    {
        var exception = Assert.Throws<ArgumentException>(parameter, () => create());
        Assert.DoesNotContain(exception.Message, static c => char.IsControl(c));
        return exception.Message;
    }
}
