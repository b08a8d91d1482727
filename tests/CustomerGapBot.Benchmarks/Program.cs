using CustomerGapBot.Benchmarks;

await GroupCommit.RunAsync();
await Doors.RunAsync();
