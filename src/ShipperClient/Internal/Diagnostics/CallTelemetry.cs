using System.Diagnostics;
using System.Net;
using ShipperClient.Internal.Operations;

namespace ShipperClient.Internal.Diagnostics;

/// <summary>The span and the measurements of one call, from start to outcome.</summary>
internal readonly struct CallTelemetry(Telemetry telemetry, Activity? activity, Operation operation, Uri address, TimeProvider clock) : IDisposable
{
    private readonly long _start = clock.GetTimestamp();

    public void Succeeded(HttpStatusCode status, string? requestId)
    {
        activity?.SetTag("http.response.status_code", (int)status).SetTag("sls.request_id", requestId);
        if (operation.RetriedTaskCount > 0)
        {
            telemetry.TasksRetried(operation.RetriedTaskCount);
        }

        Record(null);
    }

    public void Failed(Exception exception)
    {
        if (activity is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error, exception.Message).SetTag("error.type", Telemetry.ErrorType(exception));
            if (exception is LogServiceException failure)
            {
                activity.SetTag("http.response.status_code", (int?)failure.StatusCode).SetTag("sls.request_id", failure.RequestId);
            }
        }

        Record(Telemetry.MeasuredErrorType(exception));
    }

    public void Dispose() => activity?.Dispose();

    private void Record(string? errorType)
    {
        if (!telemetry.IsMeasured)
        {
            return;
        }

        var tags = new TagList { { "sls.operation", operation.Name }, { "server.address", address.Host } };
        if (errorType is not null)
        {
            tags.Add("error.type", errorType);
        }

        telemetry.Record(clock.GetElapsedTime(_start), tags);
    }
}
