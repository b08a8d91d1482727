using CustomerGapBot.Health;
using CustomerGapBot.Slack;

namespace CustomerGapBot.Help;

/// <summary>Answers `/gap`. Only who typed it sees the answer.</summary>
internal sealed class GapCommand(SlackOptions slack, Examination examination, TraceStore traces)
{
    public async Task<Message> AnswerAsync(SlackCommand command, CancellationToken ct) => Words(command.Text) switch
    {
        ["status"] => HelpMessages.Status(await examination.LookAsync(ct)),
        ["trace", var written] when Address(written) is var url => HelpMessages.Trace(url, await traces.OfAsync(url, ct)),
        [] or ["help"] => HelpMessages.Usage(slack.Commands.Gap),
        _ => HelpMessages.NotUnderstood(slack.Commands.Gap, command.Text),
    };

    /// <summary>As people paste it: perhaps in Slack's angle brackets, perhaps with a slash at its end.</summary>
    private static string Address(string written) => written.Trim('<', '>').Split('|')[0].TrimEnd('/');

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
