using CustomerGapBot.Settings;

namespace CustomerGapBot.Delivery;

/// <summary>Adds the inbox, the outbox and the loops that work them off.</summary>
internal static class DeliverySetup
{
    extension(IServiceCollection services)
    {
        public void AddDelivery(IConfiguration configuration)
        {
            services.AddSettings<RetentionOptions>(configuration);
            services.Configure<HostOptions>(host => host.ShutdownTimeout = Courier.LongestAttempt);
            services.AddSingleton<InboxPulse>();
            services.AddSingleton<OutboxPulse>();
            services.AddSingleton<Inbox>();
            services.AddSingleton<Keep>(provider => provider.GetRequiredService<Inbox>().KeepAsync);
            services.AddSingleton<Outbox>();
            services.AddSingleton<Notices>();
            services.AddSingleton<Senders>();
            services.AddSingleton<Holds>();
            services.AddSingleton<Parking>();
            services.AddSingleton<Settlement>();
            services.AddSingleton<Claims>();
            services.AddSingleton<Courier>();
            services.AddHostedService(provider => provider.GetRequiredService<Courier>());
            services.AddHostedService<InboxWorker>();
            services.AddHostedService<Housekeeping>();
        }
    }
}
