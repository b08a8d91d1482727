using System.Text.Json;
using CustomerGapBot.Delivery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerGapBot.Slack;

/// <summary>Keeps the events that somebody wants, whole and as they came; answers once <paramref name="keep"/> has made them durable.</summary>
internal sealed partial class SlackEventDoor(
    SlackDoor door,
    SlackRoutes routes,
    Keep keep,
    SlackMetrics metrics,
    TimeProvider clock,
    ILogger<SlackEventDoor> logger)
{
    private const string Name = "events";

    public async Task<IResult> KnockAsync(HttpRequest request)
    {
        var (body, refusal) = await door.OpenAsync(Name, SlackDoor.Json, request);
        if (refusal is not null) return refusal;
        if (SlackJson.ReadObject(body) is not { } envelope) return door.Rubbish(Name, "This is not a JSON object.");

        return envelope.Text("type") switch
        {
            null or "" => door.Rubbish(Name, "The type is missing."),
            "url_verification" => Verify(envelope),
            "app_rate_limited" => Limited(envelope),
            "event_callback" => await TakeAsync(envelope, body),
            var other => Ignore(other),
        };
    }

    private ContentHttpResult Verify(JsonElement envelope) =>
        envelope.Text("challenge") is [_, ..] challenge
            ? TypedResults.Text(challenge, "text/plain")
            : door.Rubbish(Name, "The challenge is missing.");

    private Ok Limited(JsonElement envelope)
    {
        LogLimited(envelope.Text("team_id") ?? "?");
        return Ignore("app_rate_limited");
    }

    private async Task<IResult> TakeAsync(JsonElement envelope, byte[] body)
    {
        if (envelope.Text("event_id") is not [_, ..] id) return door.Rubbish(Name, "The event_id is missing.");
        if (envelope.Object("event") is not { } @event) return door.Rubbish(Name, "The event is missing.");
        if (@event.Text("type") is not [_, ..] type) return door.Rubbish(Name, "The event's type is missing.");

        return IsWanted(id, type, @event) ? await KeepAsync(new Arrival("slack", id, $"slack.{type}", body)) : Ignore(type);
    }

    private bool IsWanted(string id, string type, JsonElement @event)
    {
        try
        {
            return routes.Wants(type, @event);
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            // Better kept and set aside later, where it can be seen, than lost here.
            LogUndecided(id, type, trouble);
            return true;
        }
    }

    private async Task<IResult> KeepAsync(Arrival arrival)
    {
        using var deadline = new CancellationTokenSource(SlackEndpoints.Patience, clock);
        try
        {
            var kept = await keep(arrival, deadline.Token).WaitAsync(deadline.Token);
            LogKept(arrival.Delivery, arrival.Kind, kept);
            return TypedResults.Ok();
        }
        catch (Exception trouble)
        {
            LogNotKept(arrival.Delivery, arrival.Kind, trouble);
            return TypedResults.Text("It could not be kept: send it again.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private Ok Ignore(string type)
    {
        metrics.Ignored(Name, type);
        return TypedResults.Ok();
    }

    [LoggerMessage(LogLevel.Warning, "Slack holds events of team {Team} back: more than 30,000 came within an hour")]
    private partial void LogLimited(string team);

    [LoggerMessage(LogLevel.Information, "Slack event {Delivery} is kept as {Kind}: {Kept}")]
    private partial void LogKept(string delivery, string kind, Kept kept);

    [LoggerMessage(LogLevel.Error, "Slack event {Delivery} of type {Type} is kept, because it could not be decided whether it is wanted")]
    private partial void LogUndecided(string delivery, string type, Exception trouble);

    [LoggerMessage(LogLevel.Error, "Slack event {Delivery} ({Kind}) could not be made durable; Slack will send it again")]
    private partial void LogNotKept(string delivery, string kind, Exception trouble);
}
