using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Slack;

/// <summary>
/// The calls of Slack's Web API that we make (docs.slack.dev, "Using the Slack Web API"): JSON for writes, forms for reads.
/// Nothing that Slack, the network or a cancellation does is thrown; it is the <see cref="SlackResponse"/>.
/// </summary>
internal sealed partial class SlackClient : IDisposable
{
    /// <summary>How long one call may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public const int MostBytes = 4 * 1024 * 1024;
    public const int PageSize = 200;

    private readonly HttpClient http;
    private readonly SlackOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<SlackClient> logger;

    public SlackClient(HttpMessageHandler wire, SlackOptions options, TimeProvider clock, ILogger<SlackClient> logger)
    {
        http = new HttpClient(wire) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
        this.options = options;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>The wire to the real Slack. Redirects are not followed, since a token travels with each call.</summary>
    public static SocketsHttpHandler Wire() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    public Task<SlackResponse> TestAuthAsync(CancellationToken ct) => ReadAsync("auth.test", [], ct);

    public Task<SlackResponse> PostMessageAsync(JsonObject message, CancellationToken ct) => WriteAsync("chat.postMessage", message, ct);

    public Task<SlackResponse> UpdateMessageAsync(JsonObject message, CancellationToken ct) => WriteAsync("chat.update", message, ct);

    public Task<SlackResponse> JoinAsync(string channel, CancellationToken ct) =>
        WriteAsync("conversations.join", new JsonObject { ["channel"] = channel }, ct);

    /// <summary>The bot's own conversation with a person.</summary>
    public Task<SlackResponse> OpenAsync(string user, CancellationToken ct) =>
        WriteAsync("conversations.open", new JsonObject { ["users"] = user }, ct);

    public Task<SlackResponse> InfoAsync(string channel, CancellationToken ct) =>
        ReadAsync("conversations.info", [new("channel", channel)], ct);

    /// <summary>Newest first, without the replies in threads.</summary>
    public Task<SlackResponse> HistoryAsync(string channel, string oldest, string? cursor, CancellationToken ct) =>
        ReadPageAsync("conversations.history", cursor, [new("channel", channel), new("oldest", oldest), new("include_all_metadata", "true")], ct);

    /// <summary>The thread's first message, then its replies, oldest first.</summary>
    public Task<SlackResponse> RepliesAsync(string channel, string thread, string oldest, string? cursor, CancellationToken ct) =>
        ReadPageAsync("conversations.replies", cursor,
            [new("channel", channel), new("ts", thread), new("oldest", oldest), new("include_all_metadata", "true")], ct);

    /// <summary>Also the archived ones, so that a parcel for one is told as archived and not as unknown.</summary>
    public Task<SlackResponse> ListChannelsAsync(string? cursor, CancellationToken ct) =>
        ReadPageAsync("conversations.list", cursor, [new("types", "public_channel,private_channel"), new("exclude_archived", "false")], ct);

    public Task<SlackResponse> ListUsersAsync(string? cursor, CancellationToken ct) => ReadPageAsync("users.list", cursor, [], ct);

    public void Dispose() => http.Dispose();

    private Task<SlackResponse> ReadPageAsync(string method, string? cursor, List<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        fields.Add(new("limit", $"{PageSize}"));
        if (cursor is not null) fields.Add(new("cursor", cursor));
        return ReadAsync(method, fields, ct);
    }

    private Task<SlackResponse> ReadAsync(string method, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct) =>
        CallAsync(method, new FormUrlEncodedContent(fields), ct);

    private Task<SlackResponse> WriteAsync(string method, JsonObject body, CancellationToken ct) =>
        CallAsync(method, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), ct);

    private async Task<SlackResponse> CallAsync(string method, HttpContent content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.ApiUrl + method);
        request.Content = content;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.BotToken);

        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        var response = either.IsCancellationRequested ? SlackResponse.NeverLeft("there was no time left for the call") : await SendAsync(method, request, either.Token);
        if (response.Reach is not SlackReach.Answered) LogNoAnswer(method, response.Reach, response.Status, response.Why);
        return response;
    }

    private async Task<SlackResponse> SendAsync(string method, HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
            var response = Read(answer, await answer.Content.ReadAsByteArrayAsync(ct));
            LogAnswer(response.Ok ? LogLevel.Debug : LogLevel.Warning,
                method, response.Status, response.Error ?? "ok", RequestId(answer), response.Why);
            return response;
        }
        catch (OperationCanceledException)
        {
            return SlackResponse.NoAnswer(0, "no answer came in time");
        }
        catch (HttpRequestException trouble) when (trouble.HttpRequestError is
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return SlackResponse.NeverLeft($"no connection to Slack ({trouble.HttpRequestError})");
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException)
        {
            return SlackResponse.NoAnswer(0, $"the answer broke off ({(trouble as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown})");
        }
    }

    private SlackResponse Read(HttpResponseMessage answer, byte[] body)
    {
        var status = (int)answer.StatusCode;
        if (status is 429) return new(SlackReach.Answered, status, "ratelimited", "", RetryAfter(answer));
        if (status is >= 300 and < 400) return new(SlackReach.Answered, status, "redirected", "the address of the Web API answers with a redirect");
        if (status >= 500) return SlackResponse.NoAnswer(status, $"Slack answered with status {status}");
        if (SlackJson.ReadObject(body) is not { } json) return SlackResponse.NoAnswer(status, "what came back is not JSON");
        if (json.Flag("ok") && status < 300) return new(SlackReach.Answered, status, Body: json);

        return json.Text("error") is { } error
            ? new(SlackReach.Answered, status, Plain(error, 100), Details(json), RetryAfter(answer), json)
            : SlackResponse.NoAnswer(status, "what came back is not an answer of Slack's");
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };

    /// <summary>What Slack says beside the code: the scope that is needed, the block that is wrong.</summary>
    private static string Details(JsonElement json)
    {
        var needed = json.Text("needed") is { } scope ? $"needs the scope {scope}" : "";
        var messages = json.Object("response_metadata")?.Array("messages")?.EnumerateArray()
            .Select(message => message.ValueKind is JsonValueKind.String ? message.ToString() : "") ?? [];
        return Plain(string.Join(' ', [needed, .. messages]).Trim(), 500);
    }

    private static string RequestId(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("x-slack-req-id", out var ids) ? Plain(string.Join(' ', ids), 100) : "?";

    private static string Plain(string text, int most) =>
        string.Concat(text.Take(most).Select(c => c is >= ' ' and <= '~' ? c : '?'));

    [LoggerMessage("{Method} was answered {Status} {Error} (x-slack-req-id {RequestId}) {Details}")]
    private partial void LogAnswer(LogLevel level, string method, int status, string error, string requestId, string details);

    [LoggerMessage(LogLevel.Warning, "{Method}: {Reach}, status {Status}, {Why}")]
    private partial void LogNoAnswer(string method, SlackReach reach, int status, string why);
}
