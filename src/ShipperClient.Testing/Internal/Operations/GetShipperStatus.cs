using System.Text.Json;
using ShipperClient.Testing.Internal.Protocol;
using ShipperClient.Testing.Internal.Tasks;

namespace ShipperClient.Testing.Internal.Operations;

/// <summary><c>GET …/tasks</c>: one page of a shipper's tasks, and the statistics of their window (docs/service-api.md, "GetShipperStatus").</summary>
internal static class GetShipperStatus
{
    private static readonly TimeSpan OldestStart = TimeSpan.FromHours(48);

    public static Response Answer(RecordedRequest request, ProjectDirectory project, DateTimeOffset now)
    {
        if (project.FindShipper(request.Target, out var shipper) is { } notFound)
        {
            return Response.FromError(notFound);
        }

        if (ParseQuery(request.Parameters, now, out var query) is { } invalid)
        {
            return Response.FromError(invalid);
        }

        var page = shipper.Store.Page(query);
        return Response.FromJson(json => Write(json, page));
    }

    private static ServiceError? ParseQuery(IReadOnlyList<KeyValuePair<string, string>> parameters, DateTimeOffset now, out TaskQuery query)
    {
        query = null!;
        if (QueryString.Index(parameters, out var values) is { } repeated)
        {
            return repeated;
        }

        foreach (var name in new[] { "from", "to" })
        {
            if (values.GetValueOrDefault(name, "").Length == 0)
            {
                return ServiceError.BadRequest("MissingParameter", $"parameter {name} is missing");
            }
        }

        var (from, to) = (QueryString.Integer(values, "from", 0), QueryString.Integer(values, "to", 0));
        var problem =
            from is null or < 0 ? "from must be a Unix time in seconds"
            : to is null or < 0 ? "to must be a Unix time in seconds"
            : from >= to ? "from must be less than to"
            : from < (now - OldestStart).ToUnixTimeSeconds() ? "only support query last 48 hours task status"
            : null;
        if (problem is not null)
        {
            return ServiceError.ParameterInvalid(problem);
        }

        if (!TryParseStatus(values.GetValueOrDefault("status", ""), out var status))
        {
            return ServiceError.ParameterInvalid("status must be one of success, fail and running");
        }

        if (PageRange.Parse(values, out var range) is { } invalid)
        {
            return invalid;
        }

        query = new TaskQuery(from!.Value, to!.Value, status, range.Offset, range.Size);
        return null;
    }

    private static bool TryParseStatus(string word, out ShipperTaskStatus? status)
    {
        (status, var isKnown) = word switch
        {
            "" => ((ShipperTaskStatus?)null, true),
            "running" => (ShipperTaskStatus.Running, true),
            "success" => (ShipperTaskStatus.Success, true),
            "fail" => (ShipperTaskStatus.Fail, true),
            _ => (null, false),
        };
        return isKnown;
    }

    private static void Write(Utf8JsonWriter json, ShipperStatusPage page)
    {
        json.WriteNumber("count", page.Count);
        json.WriteNumber("total", page.Total);
        json.WriteStartObject("statistics");
        json.WriteNumber("running", page.Statistics.Running);
        json.WriteNumber("success", page.Statistics.Success);
        json.WriteNumber("fail", page.Statistics.Fail);
        json.WriteEndObject();
        json.WriteStartArray("tasks");
        foreach (var task in page.Tasks)
        {
            Write(json, task);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ShipperTask task)
    {
        json.WriteStartObject();
        json.WriteString("id", task.Id);
        json.WriteString("taskStatus", task.Status switch
        {
            ShipperTaskStatus.Running => "running",
            ShipperTaskStatus.Success => "success",
            _ => "fail",
        });
        json.WriteString("taskMessage", task.Message ?? "");
        if (task.Code is not null)
        {
            json.WriteString("taskCode", task.Code);
        }

        if (task.DataLines is { } lines)
        {
            json.WriteNumber("taskDataLines", lines);
        }

        json.WriteNumber("taskCreateTime", task.CreatedAt.ToUnixTimeSeconds());
        json.WriteNumber("taskLastDataReceiveTime", task.LastDataReceivedAt?.ToUnixTimeSeconds() ?? 0);
        json.WriteNumber("taskFinishTime", task.FinishedAt?.ToUnixTimeSeconds() ?? 0);
        json.WriteEndObject();
    }
}
