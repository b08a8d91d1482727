using CustomerGapBot.Delivery;

namespace CustomerGapBot.Slack;

/// <summary>
/// Slack's side of the courier. A lane is a channel's id, <c>#name</c>, a person's id or <c>@admins</c>; a receipt is <c>channel/ts</c>.
/// </summary>
internal sealed partial class SlackSender(
    SlackClient client,
    SlackChannels channels,
    TimeProvider clock,
    ILogger<SlackSender> logger) : ISender
{
    /// <summary>A courier waits at most 30 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(28);

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    private const int MostPages = 10;

    public string Service => "slack";

    public IReadOnlyList<Budget> Budgets { get; } =
    [
        new(Kinds.Post, 300, TimeSpan.FromMinutes(1)),
        new(Kinds.Edit, 50, TimeSpan.FromMinutes(1)),
    ];

    public TimeSpan PostPace => TimeSpan.FromSeconds(1);

    public Task<Outcome> SendAsync(Sending sending, CancellationToken ct) => WithPatienceAsync(within => sending.Kind switch
    {
        Kinds.Post => PostAsync(sending, within),
        Kinds.Edit => EditAsync(sending, within),
        _ => Task.FromResult<Outcome>(Refused($"Slack takes no parcel of the kind {sending.Kind}")),
    }, ct);

    public Task<Outcome> FindAsync(Sending sending, CancellationToken ct) =>
        WithPatienceAsync(within => sending.Thread is null ? FindInLaneAsync(sending, within) : FindInThreadAsync(sending, within), ct);

    public Task<Outcome> ProbeAsync(string lane, CancellationToken ct) => WithPatienceAsync(async within =>
    {
        var outcome = await ProbeLaneAsync(lane, within);
        if (outcome is Outcome.Closed) channels.Forget(lane);
        return outcome;
    }, ct);

    public string? Fold(IReadOnlyList<string> bodies) => SlackFold.Fold(bodies);

    public string Digest(IReadOnlyList<DigestLine> lines, int total) => SlackDigest.Of(lines, total).ToJson();

    private async Task<Outcome> PostAsync(Sending sending, CancellationToken ct)
    {
        if (SlackBody.Read(sending.Body) is not { } body) return Refused("the parcel's body is not a message");
        var (channel, thread, trouble) = await WhereAsync(sending, ct);
        if (channel is null) return trouble!;

        var answer = await SayAsync(sending, channel, body,
            plain => client.PostMessageAsync(body.ToPost(channel, thread, sending.Mark, plain), ct), ct);
        return answer.Ok ? Posted(answer) : SlackErrors.Judge(answer, sending.Thread is null ? Errand.Post : Errand.Reply, sending.Lane);
    }

    private async Task<Outcome> EditAsync(Sending sending, CancellationToken ct)
    {
        if (SlackBody.Read(sending.Body) is not { } body) return Refused("the parcel's body is not a message");
        if (SlackReceipt.Parse(sending.Target) is not { } target) return Refused("what it changes is not a message of Slack's");

        var answer = await SayAsync(sending, target.Channel, body, plain => client.UpdateMessageAsync(body.ToUpdate(target, plain), ct), ct);
        return answer.Ok ? new Outcome.Delivered($"{target}") : SlackErrors.Judge(answer, Errand.Edit, sending.Lane);
    }

    /// <summary>A reply goes where its thread is, whatever the lane's name means by now.</summary>
    private async Task<(string? Channel, string? Thread, Outcome? Trouble)> WhereAsync(Sending sending, CancellationToken ct)
    {
        if (sending.Thread is not null)
        {
            return SlackReceipt.Parse(sending.Thread) is { } card
                ? (card.Channel, card.Ts, null)
                : (null, null, Refused("what it answers is not a message of Slack's"));
        }

        var place = await channels.ResolveAsync(sending.Lane, ct);
        return (place.Id, null, place.Id is null ? SlackErrors.Judge(place.Answer, Errand.Look, sending.Lane) : null);
    }

    /// <summary>With its blocks if they are fit to be seen; as plain text when they are not, or when Slack does not want them.</summary>
    private async Task<SlackResponse> SayAsync(
        Sending sending, string channel, SlackBody body, Func<bool, Task<SlackResponse>> say, CancellationToken ct)
    {
        var plain = !body.HasBlocks;
        if (!plain && BlockLimits.Violations(body.Whole) is [_, ..] broken)
        {
            LogBroken(sending.Id, sending.Lane, string.Join("; ", broken));
            plain = true;
        }

        var answer = await InChannelAsync(channel, () => say(plain), ct);
        if (plain || answer.Reach is not SlackReach.Answered || !SlackErrors.AreOfBlocks(answer.Error)) return answer;

        LogPlain(sending.Id, sending.Lane, answer.Error!, answer.Why);
        return await InChannelAsync(channel, () => say(true), ct);
    }

    /// <summary>Joins a public channel when that is all that is missing.</summary>
    private async Task<SlackResponse> InChannelAsync(string channel, Func<Task<SlackResponse>> call, CancellationToken ct)
    {
        var answer = await call();
        if (answer.Error is not "not_in_channel") return answer;

        var joined = await client.JoinAsync(channel, ct);
        if (joined.Ok) return await call();
        if (joined.Reach is not SlackReach.Answered) return SlackResponse.NeverLeft("the channel could not be joined for now");
        return joined.Error is "ratelimited" or "rate_limited" ? joined : answer;
    }

    private static Outcome Posted(SlackResponse answer) =>
        SlackReceipt.Parse($"{answer.Body.Text("channel")}/{answer.Body.Text("ts")}") is { } receipt
            ? new Outcome.Delivered($"{receipt}")
            : new Outcome.Unknown("Slack took the message, but did not say where it is");

    private async Task<Outcome> FindInThreadAsync(Sending sending, CancellationToken ct)
    {
        if (SlackReceipt.Parse(sending.Thread) is not { } card) return new Outcome.Gone("not there");

        return await SearchAsync(sending, card.Channel, (oldest, cursor) => client.RepliesAsync(card.Channel, card.Ts, oldest, cursor, ct), ct);
    }

    private async Task<Outcome> FindInLaneAsync(Sending sending, CancellationToken ct)
    {
        var place = await channels.ResolveAsync(sending.Lane, ct);
        if (place.Id is [('U' or 'W'), ..] person) place = await ConversationWithAsync(person, ct);
        if (place.Id is not { } channel) return SlackErrors.Judge(place.Answer, Errand.Look, sending.Lane);

        return await SearchAsync(sending, channel, (oldest, cursor) => client.HistoryAsync(channel, oldest, cursor, ct), ct);
    }

    /// <summary>A message to a person lies in the bot's conversation with them, which has an id of its own.</summary>
    private async Task<SlackPlace> ConversationWithAsync(string person, CancellationToken ct)
    {
        var answer = await client.OpenAsync(person, ct);
        return new(answer.Ok ? answer.Body.Object("channel")?.Text("id") : null, answer.Ok ? SlackResponse.Refused("channel_not_found", "") : answer);
    }

    private async Task<Outcome> SearchAsync(
        Sending sending, string channel, Func<string, string?, Task<SlackResponse>> read, CancellationToken ct)
    {
        var oldest = FormattableString.Invariant($"{(sending.FirstTriedAt - ClockSkew).ToUnixTimeSeconds()}.000000");
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await InChannelAsync(channel, () => read(oldest, cursor), ct);
            if (!answer.Ok) return SlackErrors.Judge(answer, Errand.Look, sending.Lane);

            foreach (var message in answer.List("messages"))
            {
                if (SlackMark.Of(message) == sending.Mark && SlackReceipt.Parse($"{channel}/{message.Text("ts")}") is { } receipt)
                    return new Outcome.Delivered($"{receipt}");
            }

            if ((cursor = answer.NextCursor) is null) return new Outcome.Gone("not there");
        }

        return new Outcome.Refused("there is more to look through than can be read at once");
    }

    private async Task<Outcome> ProbeLaneAsync(string lane, CancellationToken ct)
    {
        var place = await channels.ResolveAsync(lane, ct);
        if (place.Id is not { } id) return SlackErrors.Judge(place.Answer, Errand.Look, lane);
        if (id is ['D' or 'U' or 'W', ..]) return new Outcome.Delivered(id);

        var answer = await client.InfoAsync(id, ct);
        if (!answer.Ok) return SlackErrors.Judge(answer, Errand.Look, lane);
        if (answer.Body.Object("channel") is not { } channel) return SlackErrors.Judge(SlackResponse.NoAnswer(200, "no channel was shown"), Errand.Look, lane);
        if (channel.Flag("is_archived")) return SlackErrors.Judge(SlackResponse.Refused("is_archived", ""), Errand.Look, lane);
        if (channel.Flag("is_member")) return new Outcome.Delivered(id);

        var joined = channel.Flag("is_private") ? SlackResponse.Refused("not_in_channel", "") : await client.JoinAsync(id, ct);
        return joined switch
        {
            { Ok: true } => new Outcome.Delivered(id),
            { Error: "missing_scope" } => SlackErrors.Judge(SlackResponse.Refused("not_in_channel", ""), Errand.Look, lane),
            _ => SlackErrors.Judge(joined, Errand.Look, lane),
        };
    }

    private async Task<Outcome> WithPatienceAsync(Func<CancellationToken, Task<Outcome>> work, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var within = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            return await work(within.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Only waiting for the list of channels is ever cancelled; a call that left ends as an answer or as none.
            return new Outcome.TryLater(TimeSpan.FromSeconds(5), "the channels could not be looked up in time");
        }
    }

    private static Outcome.Refused Refused(string why) => new(why);

    [LoggerMessage(LogLevel.Error, "Parcel {Id} for {Lane} goes as plain text, since it is over Slack's limits: {Violations}")]
    private partial void LogBroken(long id, string lane, string violations);

    [LoggerMessage(LogLevel.Error, "Parcel {Id} for {Lane} goes as plain text, since Slack refused its blocks: {Error} {Details}")]
    private partial void LogPlain(long id, string lane, string error, string details);
}
