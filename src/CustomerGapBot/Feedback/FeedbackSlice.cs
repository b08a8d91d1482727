using CustomerGapBot.Routing;
using CustomerGapBot.Settings;

namespace CustomerGapBot.Feedback;

/// <summary>Customers' requests: what is filed and said in the feedback repository reaches a channel that anyone can join.</summary>
internal static class FeedbackSlice
{
    extension(IServiceCollection services)
    {
        public void AddFeedback(IConfiguration configuration)
        {
            services.AddSettings<FeedbackOptions>(configuration);
            services.AddSingleton(provider =>
            {
                var options = provider.GetRequiredService<FeedbackOptions>();
                return new RouteSource(() => [new($"{FeedbackOptions.Section}:Relay", options.Repository, options.Channel, options.Relay)]);
            });
        }
    }
}
