using System.Text.Json;
using ShipperClient.Internal.Options;
using ShipperClient.Internal.Responses;

namespace ShipperClient.Internal.Operations;

/// <summary>Runs failed tasks again (docs/service-api.md, "RetryShipperTask"); the result is the number of tasks that the service accepted.</summary>
internal sealed class RetryShipperTasks : Operation<int>
{
    private readonly ShipperReference _shipper;
    private readonly string[] _taskIds;
    private byte[]? _body;

    public RetryShipperTasks(ShipperReference shipper, IReadOnlyCollection<string> taskIds)
    {
        ArgumentNullException.ThrowIfNull(shipper);
        ArgumentNullException.ThrowIfNull(taskIds);
        _shipper = shipper;

        // A copy, so that what is validated is what is sent, whatever the caller does to its collection in the meantime.
        _taskIds = [.. taskIds];
        Validate(_taskIds);
    }

    public override string Name => nameof(RetryShipperTasks);

    public override string Project => _shipper.Project;

    public override string Logstore => _shipper.Logstore;

    public override string Shipper => _shipper.Name;

    public override string Action => "log:RetryShipperTask";

    public override string ProjectParameter => "shipper";

    public override int RetriedTaskCount => _taskIds.Length;

    public override HttpMethod Method => HttpMethod.Put;

    /// <summary>A success has an empty body. A JSON object is accepted too, but a web page with status 200 is not an accepted retry.</summary>
    public override int Read(ReadOnlySpan<byte> body, string? requestId) =>
        body.Trim(" \t\r\n"u8).IsEmpty || !ErrorResponse.IsErrorObject(body) ? _taskIds.Length : throw new JsonException("It is an error.");

    // PUT …/tasks with ["task-id-1","task-id-2"]
    protected override Uri CreateUri(LogServiceEndpoint endpoint) =>
        endpoint.UriOf(_shipper, static (endpoint, shipper) => new Uri($"{endpoint.AddressOf(shipper.Project)}/logstores/{shipper.Logstore}/shipper/{shipper.Name}/tasks"));

    protected override HttpContent CreateContent() => new JsonBytesContent(_body ??= JsonSerializer.SerializeToUtf8Bytes(_taskIds, RequestJson.Relaxed.StringArray));

    private static void Validate(string[] taskIds)
    {
        const int Max = LogServiceClient.MaxTaskIdsPerRetry;
        if (taskIds.Length == 0)
        {
            throw new ArgumentException($"There are no task ids. Give 1 to {Max}.", nameof(taskIds));
        }

        if (taskIds.Length > Max)
        {
            throw new ArgumentException(
                $"The service accepts at most {Max} task ids a call, but {taskIds.Length} were given. Give {Max} at a time, or call RetryShipperTasksInBatchesAsync.",
                nameof(taskIds));
        }

        for (var i = 0; i < taskIds.Length; i++)
        {
            if (ProblemWith(taskIds[i]) is { } problem)
            {
                throw new ArgumentException($"The task id at position {i} {problem}. Give ids as GetShipperStatusAsync returns them.", nameof(taskIds));
            }
        }
    }

    private static string? ProblemWith(string? id) =>
        id is null ? "is null"
        : string.IsNullOrWhiteSpace(id) ? "is empty or blank"
        : HasHalfSurrogatePair(id) ? "has half a surrogate pair in it and cannot be sent"
        : null;

    private static bool HasHalfSurrogatePair(string id)
    {
        for (var i = 0; i < id.Length; i++)
        {
            if (char.IsSurrogate(id[i]) && (i + 1 == id.Length || !char.IsSurrogatePair(id[i], id[++i])))
            {
                return true;
            }
        }

        return false;
    }
}
