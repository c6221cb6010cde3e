using Lth4Sa.Networks.Training;

namespace Lth4Sa.Grains.Telemetry;

/// <summary>
/// Counts the images of a training from its reports. Reports may be skipped: the number of images since the last one follows from
/// the speed.
/// </summary>
internal sealed class TrainedImages(TimeProvider time)
{
    private long last = time.GetTimestamp();
    private double seen;

    /// <summary>The number of whole images since the last report.</summary>
    public long Since(TrainingProgress progress)
    {
        seen += progress.ImagesPerSecond * time.GetElapsedTime(last).TotalSeconds;
        last = time.GetTimestamp();
        var whole = (long)seen;
        seen -= whole;
        return whole;
    }
}
