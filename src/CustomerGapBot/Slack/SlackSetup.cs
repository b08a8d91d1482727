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
            services.AddSingleton<SlackEventDoor>();
            services.AddSingleton<SlackCommandDoor>();
            services.AddSingleton<SlackInteractivityDoor>();
            services.AddSingleton(given => ActivatorUtilities.CreateInstance<SlackClient>(given, SlackClient.Wire()));
            services.AddSingleton<SlackIdentity>();
            services.AddHostedService(given => given.GetRequiredService<SlackIdentity>());
            services.AddSingleton<SlackChannels>();
            services.AddSingleton<ISender, SlackSender>();
            services.AddSingleton<SlackWatch>();
            services.AddSingleton<IReceiver>(given => given.GetRequiredService<SlackWatch>());
        }
    }
}
