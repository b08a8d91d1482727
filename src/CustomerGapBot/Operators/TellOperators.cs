using CustomerGapBot.Delivery;
using CustomerGapBot.Slack;
using CustomerGapBot.Storage;

namespace CustomerGapBot.Operators;

/// <summary>A notice becomes a message in the operators' channel, or to each administrator. While Slack itself is down only the log and the health say so.</summary>
internal sealed class TellOperators(OperatorsOptions options, Outbox outbox) : IReceiver
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromHours(1);

    public IReadOnlyList<string> Kinds { get; } = [Notice.Kind];

    public Handled Receive(InboxItem item, Work work)
    {
        var notice = Notice.Read(item.Body);
        string[] lanes = options.Channel.Length > 0 ? [options.Channel] : options.Admins.Count > 0 ? [.. options.Admins] : [SlackChannels.Admins];
        var message = OperatorsMessages.Of(notice);
        string[] open = [.. lanes.Where(lane => !IsAbout(notice, lane) && !IsToldOften(work, notice, lane, message))];
        var title = message.Text.Split('\n')[0];
        foreach (var lane in open)
            outbox.Post(work, new(Services.Slack, lane, message.ToJson(), title) { Priority = Priority.Urgent });
        return new($"told {open.Length} of {lanes.Length}: {title}");
    }

    /// <summary>A hundred refusals for one cause are one message an hour; the health shows how many there are.</summary>
    private static bool IsToldOften(Work work, Notice notice, string lane, Message message) =>
        notice is Notice.ParcelRefused or Notice.SetAside && Outbox.SaidSince(work, Services.Slack, lane, message.Text.Split('\n')[0], work.Now - AtMostEvery);

    /// <summary>That a lane takes nothing cannot be said in that lane; that it is open again can.</summary>
    private static bool IsAbout(Notice notice, string lane) =>
        notice is Notice.LaneParked it && it.Service == Services.Slack && it.Lane == lane;
}
