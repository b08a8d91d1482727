using CustomerGapBot.Delivery;

namespace CustomerGapBot.IssueRelay;

/// <summary>Adds the relay that all slices with issues share.</summary>
internal static class IssueRelaySetup
{
    extension(IServiceCollection services)
    {
        public void AddIssueRelay()
        {
            services.AddSingleton<CardMessages>();
            services.AddSingleton<IssueCards>();
            services.AddSingleton<Questions>();
            services.AddSingleton<RelayStarts>();
            services.AddHostedService(provider => provider.GetRequiredService<RelayStarts>());
            services.AddSingleton<IReceiver>(provider => provider.GetRequiredService<RelayStarts>());
            services.AddSingleton<IReceiver, RelayIssues>();
            services.AddSingleton<IReceiver, SettleTies>();
            services.AddSingleton<IReceiver, CardReceipts>();
        }
    }
}
