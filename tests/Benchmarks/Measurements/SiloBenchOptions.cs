namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>What the benchmark of a silo measures.</summary>
/// <param name="Runs">The number of active runs that /metrics shows.</param>
/// <param name="Scrapes">The number of scrapes of each measurement of /metrics.</param>
/// <param name="Seconds">How long each measurement takes that lasts, in seconds.</param>
/// <param name="Rounds">The number of searches with and without instruments, in turns.</param>
/// <param name="Steps">The number of steps of such a search.</param>
/// <param name="Connections">The number of connections of the load on the API.</param>
internal sealed record SiloBenchOptions(int Runs, int Scrapes, int Seconds, int Rounds, int Steps, int Connections);
