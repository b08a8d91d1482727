using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CustomerGapBot.Sandbox;

/// <summary>What the bot answered to a command: ephemeral, as only the asking person sees it.</summary>
internal sealed record CommandAnswer(int Status, string Text, JsonElement? Blocks)
{
    /// <summary>The answer as the person sees it.</summary>
    public string Seen(Workspace workspace) => Blocks is { } blocks ? Preview.Blocks(blocks, workspace) : Preview.Mrkdwn(Text, workspace);
}

/// <summary>The pretend Slack, as stories act on it and look at it. Channels are named <c>#feedback</c> or by id.</summary>
internal sealed partial class SlackStandIn
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly BotLine line;
    private readonly SlackEvents events;
    private readonly Uri responses;
    private long triggers;

    public SlackStandIn(TimeProvider clock, Changes changes, BotLine line, string botToken, string signingSecret, Uri responses)
    {
        this.line = line;
        this.responses = responses;
        events = new(line, clock, signingSecret);
        Workspace = new(clock, changes, events.Send);
        Limits = new(clock);
        Door = new(Workspace, Limits, botToken);
    }

    public Workspace Workspace { get; }

    public SlackLimits Limits { get; }

    public SlackDoor Door { get; }

    /// <summary>A person writes, in Slack's wire form: a mention is <c>&lt;@U0BOB&gt;</c>. See <see cref="Typed"/>.</summary>
    public SlackMessage Say(Person person, string channel, string text, string? threadTs = null)
    {
        var where = Known(channel);
        if (!where.Has(person)) throw new ArgumentException($"{person.RealName} is not in {channel}.", nameof(person));
        if (where.IsArchived) throw new ArgumentException($"{channel} is archived.", nameof(channel));
        if (threadTs is not null && Workspace.Message(where.Id, threadTs) is not { ThreadTs: null })
            throw new ArgumentException($"No thread {threadTs} in {channel}.", nameof(threadTs));
        return Workspace.Post(ts => new(where.Id, ts, threadTs, person.Id!, null, text) { ClientMsgId = $"{Guid.NewGuid()}", Blocks = AsTyped(text) });
    }

    public void React(Person person, string channel, string ts, string name, bool remove = false) =>
        Workspace.React(Known(channel).Id, ts, name, person, remove);

    public void Archive(string channel) => Workspace.Archive(Known(channel), archived: true, Cast.Erin);

    public void Unarchive(string channel) => Workspace.Archive(Known(channel), archived: false, Cast.Erin);

    public void RemoveBot(string channel) => Workspace.Leave(Known(channel), Cast.GapBot);

    public void InviteBot(string channel) => Workspace.Join(Known(channel), Cast.GapBot, Cast.Erin);

    public void DeleteMessage(string channel, string ts)
    {
        if (!Workspace.Delete(Known(channel).Id, ts)) throw new ArgumentException($"No message {ts} in {channel}.", nameof(ts));
    }

    /// <summary>All messages of a channel with its threads, oldest first, without notices such as <c>channel_join</c>.</summary>
    public IReadOnlyList<SlackMessage> Messages(string channel)
    {
        var id = Known(channel).Id;
        return [.. Workspace.Messages.Where(message => message.Channel == id && !Preview.IsNotice(message))];
    }

    /// <summary>The messages of the direct conversation with a person.</summary>
    public IReadOnlyList<SlackMessage> Messages(Person person) => Messages(Workspace.Direct(person).Id);

    /// <summary>A channel as a person sees it.</summary>
    public string Seen(string channel) => Preview.Channel(Known(channel), Workspace);

    public string Seen(Person person) => Preview.Channel(Workspace.Direct(person), Workspace);

    /// <summary>A slash command, with the bot's answer as the person sees it.</summary>
    public async Task<string> CommandAsync(Person person, string channel, string command) =>
        (await AskAsync(person, channel, command)).Seen(Workspace);

    public async Task<CommandAnswer> AskAsync(Person person, string channel, string command)
    {
        var where = Known(channel);
        var words = command.Split(' ', 2);
        Dictionary<string, string> form = new()
        {
            ["token"] = "deprecated", ["team_id"] = Workspace.TeamId, ["team_domain"] = "acme", ["channel_id"] = where.Id,
            ["channel_name"] = where.With is null ? where.Name : "directmessage", ["user_id"] = person.Id ?? throw NotInSlack(person),
            ["user_name"] = person.Name, ["command"] = words[0], ["text"] = words.Length > 1 ? words[1] : "", ["api_app_id"] = Workspace.AppId,
            ["is_enterprise_install"] = "false", ["response_url"] = $"{new Uri(responses, $"{Guid.NewGuid():n}")}", ["trigger_id"] = NextTrigger(),
        };
        var reply = await PostFormAsync($"command {words[0]}", "slack/commands", form);
        return Answer(reply, words[0]);
    }

    /// <summary>Presses a button, or picks in a menu, of a message. The answer is the HTTP status of the bot's door, 0 when none came in 3 s.</summary>
    public async Task<int> PressAsync(Person person, string channel, string ts, string actionId, string? blockId = null, string? value = null)
    {
        var where = Known(channel);
        var message = Workspace.Message(where.Id, ts) ?? throw new ArgumentException($"No message {ts} in {channel}.", nameof(ts));
        var payload = Presses.Payload(person, where, message, actionId, blockId, value, Workspace, new Uri(responses, $"{Guid.NewGuid():n}"), NextTrigger());
        return await InteractAsync("block_actions", payload);
    }

    /// <summary>Sends any interactivity payload, signed, as Slack would.</summary>
    public async Task<int> InteractAsync(string what, JsonObject payload) =>
        (await PostFormAsync(what, "slack/interactivity", new Dictionary<string, string> { ["payload"] = payload.ToJsonString() })).Status;

    /// <summary>What a person types, in Slack's wire form: escaped, with <c>@alice</c> and <c>#support</c> of this workspace as mentions.</summary>
    public string Typed(string text)
    {
        var escaped = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        var people = Mention.Replace(escaped, found => Cast.InSlack.FirstOrDefault(person => person.Name == found.Groups[1].Value) is { } person ? $"<@{person.Id}>" : found.Value);
        return ChannelName.Replace(people, found => Workspace.Channel(found.Value) is { } channel ? $"<#{channel.Id}>" : found.Value);
    }

    private SlackChannel Known(string channel) =>
        Workspace.Channel(channel) ?? throw new ArgumentException($"No channel {channel}: there are {string.Join(", ", Workspace.Channels.Where(known => known.With is null).Select(known => "#" + known.Name))}.", nameof(channel));

    private async Task<BotReply> PostFormAsync(string what, string path, Dictionary<string, string> form)
    {
        var body = Encoding.UTF8.GetBytes(string.Join('&', form.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")));
        return await line.PostAsync("slack", what, path, body, "application/x-www-form-urlencoded", events.Signed(body), Patience);
    }

    private static CommandAnswer Answer(BotReply reply, string command)
    {
        if (!reply.Taken) return new(reply.Status, $"{command} failed with the error \"{(reply.TimedOut ? "operation_timeout" : "dispatch_failed")}\"", null);
        if (!reply.Body.StartsWith('{')) return new(reply.Status, reply.Body, null);
        var json = JsonElement.Parse(reply.Body);
        var text = json.TryGetProperty("text", out var words) ? words.GetString() ?? "" : "";
        return new(reply.Status, text, json.TryGetProperty("blocks", out var blocks) && blocks.ValueKind == JsonValueKind.Array ? blocks : null);
    }

    private static JsonElement? AsTyped(string text) => text.Contains('<', StringComparison.Ordinal) || text.Length == 0 ? null : JsonSerializer.SerializeToElement(new object[]
    {
        new { type = "rich_text", elements = new object[] { new { type = "rich_text_section", elements = new object[] { new { type = "text", text = Preview.Unescape(text) } } } } },
    });

    private string NextTrigger() => $"{Interlocked.Increment(ref triggers)}.sandbox";

    private static ArgumentException NotInSlack(Person person) => new($"{person.RealName} is not in the Slack workspace.");

    [GeneratedRegex("@([a-z]+)")]
    private static partial Regex Mention { get; }

    [GeneratedRegex("#[a-z][a-z-]*")]
    private static partial Regex ChannelName { get; }
}
