using System.Text.Json;
using ShipperClient.Testing.Internal.Protocol;

namespace ShipperClient.Testing.Internal.Operations;

/// <summary><c>PUT …/tasks</c>: runs failed tasks again. The body is a JSON array of one to ten ids (docs/service-api.md, "RetryShipperTask").</summary>
internal static class RetryShipperTasks
{
    private const int MaxIds = 10;

    public static Response Answer(RecordedRequest request, ProjectDirectory project, string logstore, string name)
    {
        if (project.FindShipper(logstore, name, out var shipper) is { } notFound)
        {
            return Response.FromError(notFound);
        }

        switch (ReadIds(request.Body.Span))
        {
            case null:
                return Response.FromError(ServiceError.BadRequest("PostBodyInvalid", "The request body is not a JSON array of task ids."));
            case { Count: 0 }:
                return Response.FromError(ServiceError.ParameterInvalid("no task id is given"));
            case { Count: > MaxIds }:
                return Response.FromError(ServiceError.ParameterInvalid("Each time allows 10 task retries only."));
            case var ids:
                shipper.Store.Retry(ids);
                return Response.Empty;
        }
    }

    private static List<string>? ReadIds(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartArray)
            {
                return null;
            }

            var ids = new List<string>();
            while (json.Read() && json.TokenType == JsonTokenType.String)
            {
                ids.Add(json.GetString()!);
            }

            // Only white space may follow the end of the array: the reader throws if anything else does.
            return json.TokenType == JsonTokenType.EndArray && !json.Read() ? ids : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
