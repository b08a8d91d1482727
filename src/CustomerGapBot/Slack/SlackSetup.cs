using System.Text.Json;
using CustomerGapBot.Delivery;
using CustomerGapBot.Settings;

namespace CustomerGapBot.Slack;

/// <summary>All that this folder brings, in one line of the composition.</summary>
internal static class SlackSetup
{
    extension(IServiceCollection services)
    {
        public void AddSlack(IConfiguration configuration)
        {
            services.AddSettings<SlackOptions>(configuration);
            services.AddSingleton<SlackSignature>();
            services.AddSingleton<SlackRoutes>();
            services.AddSingleton<SlackMetrics>();
            services.AddSingleton<SlackDoor>();
            services.AddSingleton(given => ActivatorUtilities.CreateInstance<SlackEventDoor>(given, Keep(given.GetRequiredService<Inbox>())));
            services.AddSingleton<SlackCommandDoor>();
            services.AddSingleton<SlackInteractivityDoor>();
            services.AddSingleton(given => ActivatorUtilities.CreateInstance<SlackClient>(given, SlackClient.Wire()));
            services.AddSingleton<SlackIdentity>();
            services.AddSingleton<SlackChannels>();
            services.AddSingleton<ISender>(given => ActivatorUtilities.CreateInstance<SlackSender>(
                given, (Func<JsonElement, IReadOnlyList<string>>)BlockLimits.Violations, (Func<string, string>)OutsideText.OneLine));
            services.AddSingleton<Func<Arrival, CancellationToken, Task<Kept>>>(given => given.GetRequiredService<Inbox>().KeepAsync);
            services.AddSingleton<SlackWatch>();
            services.AddSingleton<IReceiver>(given => given.GetRequiredService<SlackWatch>());
        }
    }

    private static Func<Arrival, CancellationToken, Task<Kept>> Keep(Inbox inbox) => inbox.KeepAsync;
}
