using System.Globalization;
using CustomerGapBot.Delivery;
using CustomerGapBot.Slack;
using static CustomerGapBot.Slack.Blocks;

namespace CustomerGapBot.Operators;

/// <summary>What operators read. Each says what happened, what is kept, and what to do.</summary>
internal static class OperatorsMessages
{
    private const int WhyChars = 500;

    public static Message Of(Notice notice) => notice switch
    {
        Notice.LaneParked it => Say("⏸️", $"{it.Service} {it.Lane} takes nothing", it.Why, "What is for it is kept and sent once it is open again; this is looked at every few minutes."),
        Notice.LaneResumed it => Say("▶️", $"{it.Service} {it.Lane} is open again", $"It was closed from {Utc(it.ParkedAt)}.",
            it.Digested > 0 ? string.Create(CultureInfo.InvariantCulture, $"{it.Digested} older items went into one digest, the others follow one by one.") : "All that waited for it follows now."),
        Notice.ParcelRefused it => Say("🚫", $"{it.Service} refused a message for {it.Lane}", it.Why, "It is set aside; everything else goes on.", it.Title, it.Url),
        Notice.SetAside it => Say("🚫", $"A delivery was set aside after {InboxWorker.Tries} failures", $"{it.ItemKind}, delivery {it.Delivery}: {it.Why}",
            "Redeliver it on GitHub once the cause is mended, and it is taken up again."),
        Notice.ServiceDown it => Say("🔴", $"{it.Service} takes nothing from this bot", it.Why, "Everything for it is kept and sent once that is mended."),
        Notice.ServiceUp it => Say("🟢", $"{it.Service} works again", $"It was down from {Utc(it.DownSince)}.", "What waited for it follows now."),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Message Say(string sign, string what, string why, string then, string? title = null, string? url = null) => new($"{sign} {what}\n{why}\n{then}",
    [
        Rich(
            Line(Text($"{sign} "), Bold(OutsideText.OneLine(what))),
            Line([Text(OutsideText.Cut(OutsideText.OneLine(why), WhyChars)), .. About(title, url)]),
            Line(Italic(then))),
    ]);

    private static IEnumerable<Leaf> About(string? title, string? url) =>
        title is null ? [] : [Text("\nIt is: "), url is null ? Text(OutsideText.OneLine(title)) : Link(url, title)];

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
