using CustomerGapBot.Storage;

namespace CustomerGapBot.Benchmarks;

/// <summary>Many bodies under one commit, and each body under a commit of its own.</summary>
internal static class GroupCommit
{
    private const int Bodies = 500;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("customergap-").FullName;
        await using (var database = new SqliteDatabase($"Data Source={folder}/bot.db", TimeProvider.System))
        {
            await database.DoAsync(work => work.Execute("create table notes (id integer primary key, text text not null)"), CancellationToken.None);
            Task Write() => database.DoAsync(work => work.Execute("insert into notes (text) values ('a note')"), CancellationToken.None);
            await Rounds.CompareAsync(
                "Durable writes", Bodies, ("together", () => Task.WhenAll(Enumerable.Range(0, Bodies).Select(_ => Write()))), ("one by one", async () =>
                {
                    for (var body = 0; body < Bodies; body++) await Write();
                }
            ));
        }

        Directory.Delete(folder, recursive: true);
    }
}
