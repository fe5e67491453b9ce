using System.Text.Json;

namespace ShipperClient.Cli.Texts;

/// <summary>The words for statuses and reasons, the same in options, documents and tables.</summary>
internal static class TaskWord
{
    public static string From(ShipperTaskStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());

    public static string? From(ShipperFailureReason reason) => reason == ShipperFailureReason.None ? null : JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());
}
