using System.Net;

namespace CustomerGapBot.Sandbox;

/// <summary>
/// Only this machine may ask, and only from this page: another site that points a name of its own at 127.0.0.1, or posts from
/// a visitor's browser, is refused.
/// </summary>
internal static class Loopback
{
    public static bool Allows(HttpRequest request) =>
        IsLoopback(request.Host.Host) && (request.Headers.Origin is not [{ Length: > 0 } origin, ..] || origin == $"{request.Scheme}://{request.Host}");

    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsJsonAsync(new { error = "Only pages of this sandbox itself may ask here: open the address it printed." });
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
