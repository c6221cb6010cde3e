using Lth4Sa.Search.Random;

namespace Lth4Sa.Networks.Data;

/// <summary>
/// Chooses a region of an image that covers 8 % to 100 % of its area and is 3/4 to 4/3 times as wide as high: torchvision's
/// RandomResizedCrop, which the reference trains ImageNet with. The area is uniform and the ratio log-uniform; a region that the image
/// has no room for is drawn again, up to ten times in all, and then the largest centred one of an allowed ratio is taken.
/// </summary>
internal static class RandomResizedCrop
{
    private const double SmallestArea = 0.08, LargestArea = 1, NarrowestRatio = 3.0 / 4, WidestRatio = 4.0 / 3;

    private const int Tries = 10;

    /// <summary>The numbers that one try may take, and a power of two that all of an image's numbers fit in.</summary>
    private const int NumbersOfTry = 4, Numbers = 64;

    /// <summary>The region of an image in an epoch: always the same for the same seed, epoch and image.</summary>
    public static CropRegion Draw(ImageSize image, Philox random, ulong epoch, uint index)
    {
        for (var number = 0; number < Tries * NumbersOfTry; number += NumbersOfTry)
        {
            var area = (double)image.Width * image.Height * Between(SmallestArea, LargestArea, Uniform(number));
            var ratio = Math.Exp(Between(Math.Log(NarrowestRatio), Math.Log(WidestRatio), Uniform(number + 1)));
            var (width, height) = (Round(Math.Sqrt(area * ratio)), Round(Math.Sqrt(area / ratio)));
            if (width > 0 && width <= image.Width && height > 0 && height <= image.Height)
            {
                return new(Below(image.Width - width + 1, number + 2), Below(image.Height - height + 1, number + 3), width, height);
            }
        }

        return Centre(image);

        ulong Step(int number) => epoch * Numbers + (ulong)number;
        double Uniform(int number) => random.Uniform(RandomStream.ResizedCrop, Step(number), index);
        int Below(int count, int number) => random.Below(count, RandomStream.ResizedCrop, Step(number), index);
    }

    private static CropRegion Centre(ImageSize image)
    {
        var width = Math.Min(image.Width, Round(image.Height * WidestRatio));
        var height = Math.Min(image.Height, Round(image.Width / NarrowestRatio));
        return new((image.Width - width) / 2, (image.Height - height) / 2, width, height);
    }

    private static double Between(double least, double most, double share) => least + (most - least) * share;

    // To even where it is a half, as Python's round.
    private static int Round(double value) => (int)Math.Round(value);
}
