using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>What the bot said to a knock. <paramref name="Status"/> 0: nothing, for the reason in <paramref name="Why"/>.</summary>
internal sealed record BotReply(int Status, string Body, bool NoRetry, string? Why)
{
    public bool Taken => Status is >= 200 and < 300;

    public bool TimedOut => Why == BotLine.Timeout;
}

/// <summary>Knocks at the bot's doors, notes the traffic, and knows what is still under way.</summary>
internal sealed class BotLine(Traffic traffic, TimeProvider clock) : IAsyncDisposable
{
    public const string Timeout = "http_timeout";

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task> tails = [];
    private TaskCompletionSource? idle;
    private int underWay;

    public Uri? Bot { get; set; }

    public CancellationToken Stopping => stopping.Token;

    /// <summary>Starts work that counts as under way until it ends. Work of one lane runs one after the other; without a lane, at once.</summary>
    public void Start(string? lane, Func<Task> work)
    {
        lock (gate)
        {
            underWay++;
            if (lane is null) _ = RunAsync(Task.CompletedTask, work);
            else tails[lane] = RunAsync(tails.GetValueOrDefault(lane, Task.CompletedTask), work);
        }
    }

    /// <summary>Completes when nothing is queued or under way.</summary>
    public Task IdleAsync()
    {
        lock (gate)
        {
            if (underWay == 0) return Task.CompletedTask;
            idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return idle.Task;
        }
    }

    public async Task<BotReply> PostAsync(
        string service, string what, string path, byte[] body, string contentType, IEnumerable<KeyValuePair<string, string>> headers, TimeSpan patience)
    {
        var started = clock.GetTimestamp();
        var reply = await TryPostAsync(path, body, contentType, headers, patience);
        traffic.Note(Direction.In, service, what, reply.Status, reply.Why, started, Encoding.UTF8.GetString(body), reply.Body);
        return reply;
    }

    public async Task<JsonObject> ReadinessAsync(CancellationToken ct)
    {
        if (Bot is not { } bot) return new() { ["ready"] = null, ["detail"] = "no bot is connected" };
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            using var response = await http.GetAsync(new Uri(bot, "health/ready"), either.Token);
            if (response.StatusCode == HttpStatusCode.NotFound) return new() { ["ready"] = null, ["detail"] = null };
            var detail = response.IsSuccessStatusCode ? null : await response.Content.ReadAsStringAsync(either.Token);
            return new() { ["ready"] = response.IsSuccessStatusCode, ["detail"] = detail };
        }
        catch (Exception silence) when (silence is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new() { ["ready"] = false, ["detail"] = "the bot does not answer" };
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await IdleAsync();
        http.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync(Task before, Func<Task> work)
    {
        try
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            await work();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        finally
        {
            lock (gate)
            {
                if (--underWay == 0)
                {
                    idle?.SetResult();
                    idle = null;
                }
            }
        }
    }

    private async Task<BotReply> TryPostAsync(
        string path, byte[] body, string contentType, IEnumerable<KeyValuePair<string, string>> headers, TimeSpan patience)
    {
        if (Bot is not { } bot) return new(0, "", NoRetry: true, "no bot");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bot, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);

        // By the wall clock: a stopped clock that a test moves on by minutes must not turn a knock in flight into a timeout.
        using var timeout = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping.Token);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            var answer = await response.Content.ReadAsStringAsync(either.Token);
            return new((int)response.StatusCode, answer, response.Headers.Contains("x-slack-no-retry"), Why(response.StatusCode));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new(0, "", NoRetry: false, Timeout);
        }
        catch (HttpRequestException)
        {
            return new(0, "", NoRetry: false, "connection_failed");
        }
    }

    private static string? Why(HttpStatusCode status) => (int)status is >= 200 and < 300 ? null : "http_error";
}
