using CustomerGapBot.Delivery;

namespace CustomerGapBot.GitHub;

/// <summary>
/// What each of GitHub's answers to a question means for the courier (docs.github.com: rate limits for the REST API, troubleshooting the
/// REST API). Questions may be asked again at will, so none ends as <see cref="Outcome.Unknown"/>.
/// </summary>
internal static class GitHubErrors
{
    private static readonly TimeSpan Trouble = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SecondaryLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2); // a primary limit starts anew every hour; more is a broken clock

    public static Outcome Judge(GitHubReply reply, DateTimeOffset now) => reply.Status switch
    {
        200 or 404 or 410 or 451 => new Outcome.Delivered(new GitHubAnswer(reply.Status, reply.Date, reply.Body).ToJson()),
        401 => new Outcome.Down("GitHub does not know the token (401): it has expired or was revoked. Make a new one and set GitHub:Token."),
        403 or 429 when Limit(reply, now) is { } wait =>
            new Outcome.TryLater(wait, $"GitHub's rate limit is used up ({reply.Status})", Hold.Kind),
        403 when reply.WantsSingleSignOn => new Outcome.Closed(
            "GitHub wants the token authorised for the organisation's single sign-on (403): on GitHub, under Settings, Developer settings, "
            + "Personal access tokens, choose Configure SSO beside the token."),
        403 => new Outcome.Closed(
            "GitHub refuses the token here (403): give it access to this repository, "
            + "with the permissions Issues (read) and Metadata (read)."),
        422 => new Outcome.Refused("GitHub cannot make sense of the question (422)"),
        408 or >= 500 => new Outcome.TryLater(Trouble, $"GitHub is in trouble ({reply.Status})"),
        _ => new Outcome.Refused($"GitHub gave an answer that is none ({reply.Status})"),
    };

    /// <summary>No whole answer came.</summary>
    public static Outcome Judge(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new Outcome.Refused("GitHub's answer is too long"),
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        } refused => new Outcome.TryLater(Trouble, $"GitHub cannot be reached ({refused.HttpRequestError})", Hold.Kind),
        TimeoutException => new Outcome.TryLater(Trouble, "GitHub did not answer in time"),
        _ => new Outcome.TryLater(Trouble, "the connection to GitHub broke"),
    };

    /// <summary>How long a rate limit asks to wait, or null when it was not one: 403 is also the answer to a missing permission.</summary>
    private static TimeSpan? Limit(GitHubReply reply, DateTimeOffset now)
    {
        if (reply.RetryAfter is { } after) return Within(after);
        if (reply is { Remaining: 0, Reset: { } reset }) return Within(Until(reset, reply.Date ?? now) + TimeSpan.FromSeconds(1));
        var secondary = reply.Status == 429 || reply.Remaining == 0 || reply.Body.Contains("secondary rate", StringComparison.OrdinalIgnoreCase);
        return secondary ? SecondaryLimit : null;
    }

    private static TimeSpan Until(long reset, DateTimeOffset now) =>
        TimeSpan.FromSeconds(Math.Clamp(reset, 0, 253_402_300_799) - now.ToUnixTimeSeconds());

    private static TimeSpan Within(TimeSpan wait) =>
        TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.TicksPerSecond, LongestWait.Ticks));
}
