using System.Globalization;
using CustomerGapBot.Health;
using CustomerGapBot.Slack;
using static CustomerGapBot.Slack.Blocks;

namespace CustomerGapBot.Help;

/// <summary>What `/gap` answers.</summary>
internal static class HelpMessages
{
    private const int StepChars = 200;
    private const string CopyIt = "Copy the address of an issue or comment as GitHub shows it; what is done is forgotten after some weeks.";

    public static Message Usage(string command) => new(
        $"{command} status: how I am. {command} trace <address>: what became of an issue or comment. {command} help: this.",
        [
            Rich(
                Line(Bold("I bring what customers say to where engineers are.")),
                Bullets(
                    Line(Code($"{command} status"), Text("  how I am, and what waits")),
                    Line(Code($"{command} trace https://github.com/…/issues/12"), Text("  what became of an issue or comment, step by step")),
                    Line(Code($"{command} help"), Text("  this")))),
        ]);

    public static Message NotUnderstood(string command, string text)
    {
        var usage = Usage(command);
        var said = $"I do not know {command} {OutsideText.Cut(OutsideText.OneLine(text), StepChars)}. This is what I know:";
        return new($"{said} {usage.Text}", [Rich(Line(Text(said))), .. usage.Blocks]);
    }

    public static Message Status(Report report)
    {
        var headline = report switch
        {
            { IsReady: false } => "🔴 Something needs a hand",
            { Warnings.Count: > 0 } => "🟡 I am well, but for this",
            _ => "🟢 All is well",
        };
        var waiting = string.Create(CultureInfo.InvariantCulture, $"{report.WaitingIn} deliveries and {report.WaitingOut} messages are on their way")
            + (report.OldestUnsentSeconds is { } age ? string.Create(CultureInfo.InvariantCulture, $", the oldest for {age} s.") : ".");
        string[] notes = [.. report.Faults, .. report.Warnings];
        return new(string.Join('\n', [headline, waiting, .. notes]),
        [
            Rich([Line(Bold(headline)), Line(Text(waiting)), .. notes.Length == 0 ? [] : (RichTextElement[])[Bullets([.. notes.Select(note => Line(Text(note)))])]]),
        ]);
    }

    public static Message Trace(string url, IReadOnlyList<Step> steps) => steps.Count == 0
        ? new($"I know nothing about {OutsideText.Cut(OutsideText.OneLine(url), StepChars)}. {CopyIt}",
            [Rich(Line(Text("I know nothing about "), Link(url, OutsideText.Cut(url, StepChars)), Text($". {CopyIt}")))])
        : new(string.Join('\n', steps.Select(step => $"{step.At:u} {step.What}")),
        [
            Rich(
                Line(Bold("What became of "), Link(url, url)),
                Bullets([.. steps.Select(step => Line(Date(step.At, "{date_short_pretty} {time_secs}"), Text($"  {OutsideText.Cut(OutsideText.OneLine(step.What), StepChars)}")))])),
        ]);
}
