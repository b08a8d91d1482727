namespace CustomerGapBot.Storage;

/// <summary>The first thing to start: nobody reads before the schema is up to date.</summary>
internal sealed class StorageStart(Database database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => database.MigrateAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
