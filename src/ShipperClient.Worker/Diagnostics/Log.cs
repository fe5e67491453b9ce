using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace ShipperClient.Worker.Diagnostics;

/// <summary>Every message that the worker logs. The event ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Pass {Number}: {Shippers} shippers, {Retried} tasks retried, {GivenUp} given up, {Errors} shippers with an error", EventName = "PassCompleted")]
    public static partial void PassCompleted(ILogger logger, long number, int shippers, int retried, int givenUp, int errors);

    [LoggerMessage(2, LogLevel.Information, "{Shipper}: {Failed} failed in the last {Window}, {Retried} of them retried, {FailedAgain} not for the first time", EventName = "TasksRetried")]
    public static partial void TasksRetried(ILogger logger, ShipperReference shipper, int failed, string window, int retried, int failedAgain);

    [LoggerMessage(3, LogLevel.Warning, "{Shipper}: gave up on {Count} tasks after {Tries} tries; the first: {Reason}", EventName = "TasksGivenUp")]
    public static partial void TasksGivenUp(ILogger logger, ShipperReference shipper, int count, int tries, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{Shipper}: the pass did not complete, the next one continues: {Reason}", EventName = "ShipperFailed")]
    public static partial void ShipperFailed(ILogger logger, ShipperReference shipper, string reason);

    [LoggerMessage(5, LogLevel.Error, "{Shipper}: the pass failed unexpectedly", EventName = "ShipperFailedUnexpectedly")]
    public static partial void ShipperFailedUnexpectedly(ILogger logger, Exception exception, ShipperReference shipper);

    [LoggerMessage(6, LogLevel.Warning, "{Shipper}: another instance has taken over, nothing was saved", EventName = "ShipperFenced")]
    public static partial void ShipperFenced(ILogger logger, ShipperReference shipper);

    [LoggerMessage(7, LogLevel.Information, "Read the tries of {Tasks} tasks from {Path}", EventName = "StateLoaded")]
    public static partial void StateLoaded(ILogger logger, string path, int tasks);

    [LoggerMessage(8, LogLevel.Error, "{Path} is broken and was moved to {Aside}; tries count from the start: {Reason}", EventName = "StateBroken")]
    public static partial void StateBroken(ILogger logger, string path, string aside, string reason);

    [LoggerMessage(9, LogLevel.Error, "The tries could not be saved and would be lost at a restart; the worker keeps trying: {Reason}", EventName = "StateNotSaved")]
    public static partial void StateNotSaved(ILogger logger, string reason);

    [LoggerMessage(EventId = 10, EventName = "HealthChanged", Message = "Health is {Status}: {Description}")]
    public static partial void HealthChanged(ILogger logger, LogLevel level, HealthStatus status, string? description);

    [LoggerMessage(11, LogLevel.Information, "{Joined} shippers have joined, {Left} have left, {Total} in all", EventName = "ShippersChanged")]
    public static partial void ShippersChanged(ILogger logger, int joined, int left, int total);

    [LoggerMessage(12, LogLevel.Warning, "The shippers of {Name} could not be listed, those listed last stay: {Reason}", EventName = "DiscoveryFailed")]
    public static partial void DiscoveryFailed(ILogger logger, string name, string reason);

    [LoggerMessage(14, LogLevel.Error, "The shippers could not be found and scheduled, the next attempt follows: {Reason}", EventName = "CatalogueFailed")]
    public static partial void CatalogueFailed(ILogger logger, string reason);

    [LoggerMessage(13, LogLevel.Warning, "{Shipper}: the pass could not be saved, the next one repeats it: {Reason}", EventName = "PassNotSaved")]
    public static partial void PassNotSaved(ILogger logger, ShipperReference shipper, string reason);
}
