using System.Text.Json;
using ShipperClient.Cli.Views.Documents;

namespace ShipperClient.Cli.Tests.Views.Documents;

public sealed class DocumentJsonTests
{
    [Theory]
    [InlineData("name \u202Egpj.exe", @"name \u202Egpj.exe")]
    [InlineData("zero\u200Bwidth\uFEFF", @"zero\u200Bwidth\uFEFF")]
    [InlineData("next\u2028line", @"next\u2028line")]
    [InlineData("tag\U000E0041.", @"tag\uDB40\uDC41.")]
    [InlineData("'日志' <b> & \"x\" \u001b", @"'日志' <b> & \""x\"" \u001B")]
    public void Invisible_characters_are_escaped_and_everything_else_stays_readable(string message, string json)
    {
        var written = JsonSerializer.Serialize(new RetriedTaskDocument("1", "taken", null, null, null, message, "a/b/c"), DocumentJson.Line.RetriedTaskDocument);

        Assert.Contains($"\"message\":\"{json}\"", written, StringComparison.Ordinal);
        Assert.Equal(message, JsonDocument.Parse(written).RootElement.GetProperty("message").GetString());
    }
}
