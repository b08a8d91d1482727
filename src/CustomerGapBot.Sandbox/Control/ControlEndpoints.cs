using System.Globalization;

namespace CustomerGapBot.Sandbox;

/// <summary>What the page asks and does. A fault is 400 with words that say what to do.</summary>
internal static class ControlEndpoints
{
    // At most five times a second.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static void MapControls(this WebApplication app, Func<StandIns> standIns)
    {
        app.MapGet("/sandbox/state", (CancellationToken ct) => ControlState.ReadAsync(standIns(), ct));
        app.MapGet("/sandbox/changes", (HttpContext context) => FollowAsync(context, standIns().Changes));
        app.MapPost("/sandbox/trouble", (TroubleRequest request) => Ask(standIns().Trouble, request));
        app.MapDelete("/sandbox/trouble", () => standIns().Trouble.Clear());
        app.MapSlackControls(standIns);
        app.MapGitHubControls(standIns);
    }

    /// <summary>Turns a story that cannot be into words for the page.</summary>
    public static async Task ExplainAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (fault is ArgumentException or SlackRefusal or BadHttpRequestException && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            var words = fault is ArgumentException { ParamName: { } name } ? fault.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : fault.Message;
            await context.Response.WriteAsJsonAsync(new { error = words });
        }
    }

    private static void Ask(Trouble trouble, TroubleRequest request)
    {
        var span = TimeSpan.FromSeconds(Math.Clamp(request.Seconds, 0, 3600));
        var times = Math.Clamp(request.Times, 1, 1000);
        switch (request.Kind)
        {
            case "tooMany": trouble.TooMany(request.Method, span, times); break;
            case "serverError": trouble.ServerError(500, request.Method, times); break;
            case "acceptThenDrop": trouble.AcceptThenDrop(request.Method, times); break;
            case "dropBeforeWork": trouble.DropBeforeWork(request.Method, times); break;
            case "slow": trouble.Slow(request.Method, span, times); break;
            case "html": trouble.Html(request.Method, times); break;
            case "error": trouble.Fail(request.Method, request.Error ?? "internal_error", times); break;
            case "archived": trouble.Fail(request.Method, "is_archived", times); break;
            default: throw new ArgumentException("Choose tooMany, serverError, acceptThenDrop, dropBeforeWork, slow, html, error or archived.", nameof(request));
        }
    }

    private static async Task FollowAsync(HttpContext context, Changes changes)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var seen = -1L;
        try
        {
            while (true)
            {
                seen = await changes.AfterAsync(seen, either.Token);
                var line = string.Create(CultureInfo.InvariantCulture, $"data: {{\"version\":{seen}}}\n\n");
                await context.Response.WriteAsync(line, either.Token);
                await context.Response.Body.FlushAsync(either.Token);
                await Task.Delay(Pause, TimeProvider.System, either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the sandbox stops.
        }
    }
}
