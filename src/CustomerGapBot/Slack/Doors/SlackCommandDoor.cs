namespace CustomerGapBot.Slack;

/// <summary>Answers a slash command in time, whatever happens: for Slack an error is a 200 with words in it.</summary>
internal sealed partial class SlackCommandDoor(
    SlackDoor door, SlackRoutes routes, SlackMetrics metrics, TimeProvider clock, ILogger<SlackCommandDoor> logger)
{
    private const string Name = "commands";

    public async Task<IResult> KnockAsync(HttpRequest request)
    {
        var (body, refusal) = await door.OpenAsync(Name, SlackDoor.Form, request);
        if (refusal is not null) return refusal;
        if (SlackDoor.ReadForm(body) is not { } form) return door.Rubbish(Name, "This is not a form.");
        if (form.TryGetValue("ssl_check", out var check) && check == "1") return TypedResults.Ok();
        if (SlackCommand.Read(form) is not { } command) return door.Rubbish(Name, "The command or its user_id is missing.");

        return TypedResults.Text((await AnswerAsync(command)).ToAnswerJson(), "application/json");
    }

    private async Task<Message> AnswerAsync(SlackCommand command)
    {
        if (routes.Answering(command.Command) is not { } answer)
        {
            metrics.Ignored(Name, "command");
            return SlackAnswers.Unknown;
        }

        using var deadline = new CancellationTokenSource(SlackEndpoints.Patience, clock);
        try
        {
            // On a thread of its own, since reading the database does not yield.
            return await Task.Run(() => answer(command, deadline.Token), CancellationToken.None).WaitAsync(deadline.Token);
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            LogTooSlow(command.Command);
            return SlackAnswers.TooSlow;
        }
        catch (Exception trouble)
        {
            LogFailed(command.Command, trouble);
            return SlackAnswers.Failed;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Command} was not answered within Slack's three seconds")]
    private partial void LogTooSlow(string command);

    [LoggerMessage(LogLevel.Error, "{Command} failed")]
    private partial void LogFailed(string command, Exception trouble);
}
