using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>
/// Sends webhooks, signed, once each: GitHub does not retry. Every delivery is kept, so that it can be sent again under its GUID.
/// </summary>
internal sealed class GitHubHooks(BotLine line, TimeProvider clock, Changes changes, string secret)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly List<GitHubDelivery> deliveries = [];
    private readonly List<Guid> held = [];
    private bool holding;

    /// <summary>Each event comes from the repository's hook and again, under another GUID, from the organisation's.</summary>
    public bool SecondHook { get; set; }

    /// <summary>One delivery after the other, in the order of their events. GitHub does not promise that.</summary>
    public bool InOrder { get; set; } = true;

    /// <summary>The hook is set to <c>application/x-www-form-urlencoded</c>.</summary>
    public bool AsForm { get; set; }

    public IReadOnlyList<GitHubDelivery> Deliveries
    {
        get { lock (gate) return [.. deliveries]; }
    }

    public void Send(string name, string action, JsonObject payload, bool deliver)
    {
        var body = Encoding.UTF8.GetBytes(payload.ToJsonString());
        foreach (var hook in (long[])(SecondHook ? [5_001, 5_002] : [5_001]))
        {
            var delivery = new GitHubDelivery(Guid.NewGuid(), hook, name, action, clock.GetUtcNow(), body);
            lock (gate)
            {
                deliveries.Add(delivery);
                if (deliver && holding) held.Add(delivery.Guid);
            }

            if (deliver && !holding) Start(delivery);
        }

        changes.Tell();
    }

    /// <summary>From now on deliveries wait for <see cref="Release"/>. Those that wait do not count as under way.</summary>
    public void Hold()
    {
        lock (gate) holding = true;
    }

    /// <summary>Sends what waits, one by one: in the order of the events, or shuffled.</summary>
    public void Release(Random? shuffle = null)
    {
        Guid[] waiting;
        lock (gate)
        {
            holding = false;
            waiting = [.. held];
            held.Clear();
        }

        shuffle?.Shuffle(waiting);
        foreach (var guid in waiting) Redeliver(guid);
    }

    /// <summary>Sends a kept delivery, under its own GUID: again, or for the first time.</summary>
    public void Redeliver(Guid guid) =>
        Start(Deliveries.FirstOrDefault(delivery => delivery.Guid == guid) ?? throw new ArgumentException($"No delivery {guid}.", nameof(guid)));

    /// <summary>Sends any body as a webhook, with a GUID of its own.</summary>
    public Guid SendRaw(string name, string body)
    {
        var delivery = new GitHubDelivery(Guid.NewGuid(), 5_001, name, "", clock.GetUtcNow(), Encoding.UTF8.GetBytes(body));
        lock (gate) deliveries.Add(delivery);
        Start(delivery);
        return delivery.Guid;
    }

    private void Start(GitHubDelivery delivery) => line.Start(InOrder ? "github webhooks" : null, () => PostAsync(delivery));

    private async Task PostAsync(GitHubDelivery delivery)
    {
        var body = AsForm ? Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(Encoding.UTF8.GetString(delivery.Body))) : delivery.Body;
        var type = AsForm ? "application/x-www-form-urlencoded" : "application/json";
        var what = delivery.Action.Length == 0 ? delivery.Event : $"{delivery.Event}.{delivery.Action}";
        var reply = await line.PostAsync("github", $"webhook {what}", "github/webhooks", body, type, Headers(delivery, body), Patience);
        lock (gate)
        {
            var index = deliveries.FindIndex(known => known.Guid == delivery.Guid);
            deliveries[index] = deliveries[index] with { Status = reply.Status, Attempts = deliveries[index].Attempts + 1 };
        }

        changes.Tell();
    }

    private Dictionary<string, string> Headers(GitHubDelivery delivery, byte[] body) => new()
    {
        ["Accept"] = "*/*", ["User-Agent"] = "GitHub-Hookshot/5a9d0b1", ["X-GitHub-Event"] = delivery.Event, ["X-GitHub-Delivery"] = $"{delivery.Guid}",
        ["X-GitHub-Hook-ID"] = delivery.HookId.ToString(CultureInfo.InvariantCulture),
        ["X-GitHub-Hook-Installation-Target-Type"] = delivery.HookId == 5_001 ? "repository" : "organization",
        ["X-GitHub-Hook-Installation-Target-ID"] = delivery.HookId == 5_001 ? "7001" : "9001",
        ["X-Hub-Signature-256"] = Signing.GitHub(secret, body),
    };
}
