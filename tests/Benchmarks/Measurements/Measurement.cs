namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>What a turn of a contestant took.</summary>
/// <param name="Seconds">The time in seconds.</param>
/// <param name="First">The first loss, or the first count of correct images: contestants that compute the same agree in it.</param>
internal readonly record struct Measurement(double Seconds, double First);
