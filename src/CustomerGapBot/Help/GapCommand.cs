using CustomerGapBot.Health;
using CustomerGapBot.Slack;

namespace CustomerGapBot.Help;

/// <summary>Answers `/gap`. Only who typed it sees the answer.</summary>
internal sealed class GapCommand(SlackOptions slack, Examination examination, TraceStore traces)
{
    public async Task<Message> AnswerAsync(SlackCommand command, CancellationToken ct) => Words(command.Text) switch
    {
        ["status"] => HelpMessages.Status(await examination.LookAsync(ct)),
        ["trace", var url] => HelpMessages.Trace(url, await traces.OfAsync(url, ct)),
        [] or ["help"] => HelpMessages.Usage(slack.Commands.Gap),
        _ => HelpMessages.NotUnderstood(slack.Commands.Gap, command.Text),
    };

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
