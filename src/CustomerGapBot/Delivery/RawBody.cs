using Microsoft.AspNetCore.Http.Features;

namespace CustomerGapBot.Delivery;

/// <summary>Reads what knocks, exactly as it came, and never more than a bound.</summary>
internal static class RawBody
{
    /// <summary>Whoever dribbles must not hold a place inside the door for long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The raw bytes, or null when there are more than <paramref name="limit"/> (the caller answers 413).</summary>
    /// <exception cref="BadHttpRequestException">408: they did not come in time.</exception>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, TimeProvider clock)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, request.HttpContext.RequestAborted);
        try
        {
            return await ReadAsync(request, limit, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new BadHttpRequestException("the body did not come in time", StatusCodes.Status408RequestTimeout);
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        if (request.ContentLength > limit) return null;
        // The server counts the framing of a chunked body too, and would refuse what is just within the bound: the count below is the bound.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;

        // What a length claims is not believed: the memory grows with what really comes.
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > limit) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
