using System.Net;
using Microsoft.AspNetCore.Http;
using ShipperClient.Testing.Internal.Protocol;

namespace ShipperClient.Testing.Internal.Server;

/// <summary>
/// Refuses what a web page can make a browser on this machine send. Browsers add <c>Origin</c> to requests to other sites, and a page whose own name is
/// made to resolve to 127.0.0.1 (DNS rebinding) has that name in <c>Host</c>.
/// </summary>
internal static class LoopbackGuard
{
    private static readonly string[] Names = ["127.0.0.1", "localhost", "[::1]"];

    public static ServiceError? Validate(HttpRequest request) =>
        request.Headers.Origin.Count > 0 ? Refuse("requests of web pages, which have an Origin header")
        : IsLoopback(request.Host.Host) ? null
        : Refuse($"requests to {request.Host.Host}. Use 127.0.0.1 or localhost, with or without a project before it");

    private static bool IsLoopback(string host) =>
        Array.Exists(Names, name => host.Equals(name, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));

    private static ServiceError Refuse(string what) => new(HttpStatusCode.Forbidden, "Forbidden", $"This service does not accept {what}.");
}
