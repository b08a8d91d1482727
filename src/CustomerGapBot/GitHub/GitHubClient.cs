using System.Net.Http.Headers;
using System.Text;

namespace CustomerGapBot.GitHub;

/// <summary>
/// GitHub's REST API, asked and bounded: fifteen seconds, one MiB, three redirects. Moved repositories and issues redirect; the token goes
/// along only within the host it is for (docs.github.com, best practices for using the REST API).
/// </summary>
internal sealed partial class GitHubClient(
    [FromKeyedServices(GitHubClient.Http)] HttpClient http, GitHubOptions options, TimeProvider clock, ILogger<GitHubClient> logger)
{
    /// <summary>The key of an <see cref="HttpClient"/> that does not follow redirects by itself.</summary>
    public const string Http = "github";

    /// <summary>In bytes.</summary>
    public const int LongestAnswer = 1024 * 1024;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const int MostRedirects = 3;

    private static readonly ProductInfoHeaderValue UserAgent = new("CustomerGapBot", typeof(GitHubClient).Assembly.GetName().Version?.ToString(3));

    /// <summary>The full address of a path below the API's, or null when it would lead anywhere else.</summary>
    public Uri? Address(string path) =>
        Uri.TryCreate(options.Api, path, out var address) && options.Api.IsBaseOf(address) && address.UserInfo.Length == 0 ? address : null;

    /// <summary>
    /// Throws <see cref="HttpRequestException"/>, <see cref="IOException"/> or <see cref="TimeoutException"/> when no whole answer comes.
    /// </summary>
    public async Task<GitHubReply> GetAsync(Uri address, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            return await FollowAsync(address, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"GitHub did not answer within {Patience.TotalSeconds:0} seconds");
        }
    }

    private async Task<GitHubReply> FollowAsync(Uri address, CancellationToken ct)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = Asking(address);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (redirects < MostRedirects && Next(response, address) is { } next)
            {
                address = next;
                continue;
            }

            var reply = GitHubReply.Of(response, await ReadAsync(response.Content, ct), clock);
            Answered(reply.Status, address.AbsolutePath, reply.RequestId);
            return reply;
        }
    }

    private HttpRequestMessage Asking(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/vnd.github+json");
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        request.Headers.UserAgent.Add(UserAgent);
        if (options.Token.Length > 0 && IsOurs(address)) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        return request;
    }

    private bool IsOurs(Uri address) =>
        Uri.Compare(address, options.Api, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static Uri? Next(HttpResponseMessage response, Uri from)
    {
        if ((int)response.StatusCode is not (301 or 302 or 307 or 308) || response.Headers.Location is not { } location) return null;
        var next = new Uri(from, location);
        return next.Scheme == Uri.UriSchemeHttps || next.Scheme == from.Scheme ? next : null; // never from https down to anything less
    }

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken ct)
    {
        await using var stream = await content.ReadAsStreamAsync(ct);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > LongestAnswer)
                throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded, "GitHub's answer is longer than one MiB");
            body.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    [LoggerMessage(LogLevel.Information, "GitHub answered {Status} to {Path}, its request {RequestId}")]
    private partial void Answered(int status, string path, string? requestId);
}
