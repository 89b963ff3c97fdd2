#!/bin/sh
# sbatch --array=1-4 deploy/slurm.sh 工作区文件夹
#SBATCH --job-name=nianbao
#SBATCH --cpus-per-task=1
#SBATCH --mem=512M
exec nianbao build "$1" -o "$1/out" -j 1 --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --resume
