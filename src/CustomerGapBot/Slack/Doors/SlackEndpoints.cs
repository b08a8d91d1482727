using CustomerGapBot.Delivery;

namespace CustomerGapBot.Slack;

/// <summary>The three doors at which Slack knocks. Without a signing secret they are not there.</summary>
internal static class SlackEndpoints
{
    public const int MostBytes = 2 * 1024 * 1024;

    /// <summary>Slack waits three seconds; some of them are spent on the way.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    extension(IEndpointRouteBuilder app)
    {
        public void MapSlack()
        {
            app.ServiceProvider.GetRequiredService<SlackWatch>().Subscribe();
            if (app.ServiceProvider.GetRequiredService<SlackOptions>().SigningSecret is "") return;

            var doors = app.MapGroup("/slack").RequireRateLimiting(Services.Slack);
            doors.MapPost("/events", (HttpRequest request, SlackEventDoor door) => door.KnockAsync(request));
            doors.MapPost("/commands", (HttpRequest request, SlackCommandDoor door) => door.KnockAsync(request));
            doors.MapPost("/interactivity", (HttpRequest request, SlackInteractivityDoor door) => door.KnockAsync(request));
        }
    }
}
