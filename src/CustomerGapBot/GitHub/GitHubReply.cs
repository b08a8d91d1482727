namespace CustomerGapBot.GitHub;

/// <summary>What came back over HTTP, as far as it is judged: the status, the body as text, and what GitHub says of its limits.</summary>
internal sealed record GitHubReply(int Status, string Body)
{
    /// <summary>GitHub's own clock.</summary>
    public DateTimeOffset? Date { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary><c>x-ratelimit-remaining</c>.</summary>
    public long? Remaining { get; init; }

    /// <summary><c>x-ratelimit-reset</c>, in seconds of the Unix epoch.</summary>
    public long? Reset { get; init; }

    /// <summary><c>x-github-sso</c>: the organisation wants the token authorised for single sign-on.</summary>
    public bool WantsSingleSignOn { get; init; }

    /// <summary><c>x-github-request-id</c>: what GitHub's support asks for.</summary>
    public string? RequestId { get; init; }

    public static GitHubReply Of(HttpResponseMessage response, string body, TimeProvider clock)
    {
        var date = response.Headers.Date;
        var retry = response.Headers.RetryAfter;
        return new((int)response.StatusCode, body)
        {
            Date = date,
            RetryAfter = retry?.Delta ?? (retry?.Date - (date ?? clock.GetUtcNow())),
            Remaining = Number(response, "x-ratelimit-remaining"),
            Reset = Number(response, "x-ratelimit-reset"),
            WantsSingleSignOn = response.Headers.Contains("x-github-sso"),
            RequestId = First(response, "x-github-request-id"),
        };
    }

    private static long? Number(HttpResponseMessage response, string header) =>
        long.TryParse(First(response, header), out var number) ? number : null;

    private static string? First(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;
}
