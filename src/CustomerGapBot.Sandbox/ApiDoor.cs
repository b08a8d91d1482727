using System.Globalization;
using System.Text;

namespace CustomerGapBot.Sandbox;

/// <summary>A call as it came in.</summary>
internal sealed record ApiRequest(HttpRequest Http, string What, string Body);

/// <summary>What a stand-in says to a call. <paramref name="Error"/> is Slack's code, for the traffic.</summary>
internal sealed record ApiAnswer(int Status, string Body, string? Error = null, string ContentType = "application/json; charset=utf-8")
{
    public Dictionary<string, string> Headers { get; init; } = [];
}

/// <summary>Through here the bot calls a stand-in: trouble on request, the clock's own <c>Date</c>, and a note in the traffic.</summary>
internal sealed class ApiDoor(string service, TimeProvider clock, Traffic traffic, Trouble trouble, Func<Fault, ApiAnswer> refuse)
{
    private const int LargestBody = 4 * 1024 * 1024;

    public async Task AnswerAsync(HttpContext context, string what, Func<ApiRequest, ApiAnswer> work)
    {
        var started = clock.GetTimestamp();
        var body = await ReadAsync(context);
        if (body is null)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var fault = trouble.Take(service, what);
        var answer = fault switch
        {
            { Kind: FaultKind.DropBeforeWork } => new ApiAnswer(0, "", "dropped before the work"),
            { Kind: FaultKind.Html } => new ApiAnswer(200, "<!doctype html><title>Back soon</title>", "html", "text/html; charset=utf-8"),
            { Kind: FaultKind.Error or FaultKind.TooMany or FaultKind.ServerError } => refuse(fault),
            _ => Work(new(context.Request, what, body), work),
        };
        if (fault is { Kind: FaultKind.Slow }) await WaitAsync(context, fault.Span);
        if (fault is { Kind: FaultKind.AcceptThenDrop }) answer = answer with { Status = 0, Error = "accepted, then dropped" };

        traffic.Note(Direction.Out, service, what, answer.Status, answer.Error, started, body, answer.Body);
        if (answer.Status == 0) context.Abort();
        else await WriteAsync(context, answer);
    }

    /// <summary>A fault of the stand-in itself must be seen as one, and not be taken for the service's.</summary>
    private static ApiAnswer Work(ApiRequest request, Func<ApiRequest, ApiAnswer> work)
    {
        try
        {
            return work(request);
        }
        catch (Exception exception)
        {
            return new(500, $"The stand-in failed: {exception}", "the stand-in failed", "text/plain; charset=utf-8");
        }
    }

    private async Task WaitAsync(HttpContext context, TimeSpan span)
    {
        try
        {
            await Task.Delay(span, clock, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up waiting; what was done stays done.
        }
    }

    private async Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.Date = clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        foreach (var (name, value) in answer.Headers) response.Headers[name] = value;
        if (answer.Status is 204 or 304) return;
        response.ContentType = answer.ContentType;
        try
        {
            await response.WriteAsync(answer.Body, Encoding.UTF8, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller hung up.
        }
    }

    private static async Task<string?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LargestBody) return null;
        using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return await reader.ReadToEndAsync(context.RequestAborted);
    }
}
