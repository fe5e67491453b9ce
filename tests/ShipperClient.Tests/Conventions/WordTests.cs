using System.Text.RegularExpressions;

namespace ShipperClient.Tests.Conventions;

/// <summary>The sources use the standard terms: names, comments, documentation and messages.</summary>
public sealed partial class WordTests
{
    [Fact]
    public void Sources_avoid_the_words_that_have_a_standard_term() => Offenders.None(
        from source in Repository.Sources("src")
        from line in source.Text.Split('\n').Select(static (text, index) => (Text: text.Trim(), Number: index + 1))
        where WordToAvoid().IsMatch(line.Text)
        select $"{source.Path}({line.Number}): {line.Text}");

    [Fact]
    public void The_library_says_response() => Offenders.None(Repository.Sources("src/ShipperClient")
        .Where(static source => Reply().IsMatch(source.Text))
        .Select(static source => source.Path));

    [Theory]
    [InlineData("every mistake is told at once", true)]
    [InlineData("// what is amiss", true)]
    [InlineData("HealingStrategy", true)]
    [InlineData("ClockLearnt", true)]
    [InlineData("(specification, \"Errors\")", true)]
    [InlineData("the XDG specification", false)]
    [InlineData("a welfare recommendation", false)]
    [InlineData("a healthy service", false)]
    [InlineData("Intellisense", false)]
    public void A_word_is_found_alone_and_in_a_name(string text, bool found) => Assert.Equal(found, WordToAvoid().IsMatch(text));

    // A word of its own, or a part of a name in Pascal case. "HealthCheck" is a standard term.
    [GeneratedRegex(
        "(?<![A-Za-z])(?:told|tells?|learn(?:t|s|ed)?|amiss|mend(?:s|ed)?|heal(?:s|ed|ing)?|fare[sd]|got|behind)(?![a-z])"
        + "|(?:Told|Tells?|Learn(?:t|s|ed)?|Amiss|Mend(?:s|ed)?|Heal(?:s|ed|ing)?|Fare[sd])(?![a-z])"
        + "|[Ss]pecification, \"",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex WordToAvoid();

    [GeneratedRegex("(?<![A-Za-z])repl(?:y|ies)(?![a-z])|Repl(?:y|ies)(?![a-z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Reply();
}
