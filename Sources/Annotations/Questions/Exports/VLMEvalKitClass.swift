/// `skillet_mcq_vlmeval.py`: the data set's class for VLMEvalKit.
let vlmEvalKitClass = #"""
  """The data set SkilletMCQ for VLMEvalKit, written by `skillet questions export`.

  Register it once: copy or link this file into vlmeval/dataset/, import SkilletMCQ in
  vlmeval/dataset/__init__.py and add it to VIDEO_DATASET. SKILLET_MCQ names the folder of
  SkilletMCQ.tsv and videos/ where this file does not lie beside them. Then:

    python run.py --data SkilletMCQ --model MODEL --nframe 32
  """
  import ast
  import os
  import os.path as osp

  import pandas as pd

  try:  # a module of the package
      from .video_base import VideoBaseDataset
  except ImportError:
      from vlmeval.dataset.video_base import VideoBaseDataset

  LETTERS = "ABCDE"


  class SkilletMCQ(VideoBaseDataset):

      TYPE = "Video-MCQ"
      MODALITY = "VIDEO"
      DEFAULT_JUDGE_MODEL = "exact_matching"

      def __init__(self, dataset="SkilletMCQ", **kwargs):
          super().__init__(dataset=dataset, **kwargs)
          # A table's reader takes "None" for nothing and "0123" for a number; this one does not.
          self.data = read_table(self.data_file)
          self.videos = sorted(set(self.data["video"]))

      @classmethod
      def supported_datasets(cls):
          return ["SkilletMCQ"]

      def prepare_dataset(self, dataset_name="SkilletMCQ"):
          root = os.environ.get("SKILLET_MCQ", osp.dirname(osp.abspath(__file__)))
          data_file = osp.join(root, "SkilletMCQ.tsv")
          if not osp.exists(data_file):
              raise FileNotFoundError(f"{data_file} is missing; set SKILLET_MCQ to the export's folder")
          return dict(data_file=data_file, root=osp.join(root, "videos"))

      def build_prompt(self, line, video_llm=False, **kwargs):
          if isinstance(line, int):
              line = self.data.iloc[line]
          path = osp.join(self.data_root, osp.basename(line["video_path"]))
          if not osp.exists(path):
              raise FileNotFoundError(f"{path}: the video of question {line['key']} is missing")
          if video_llm:
              message = [dict(type="video", value=path)]
          else:
              frames = self.save_video_frames(line["video"])
              frames = frames[0] if isinstance(frames, tuple) else frames
              message = [dict(type="image", value=frame) for frame in frames]
          choices = ast.literal_eval(line["candidates"])
          options = "\n".join(f"{letter}. {text}" for letter, text in zip(LETTERS, choices))
          message.append(dict(type="text", value=(
              f"{line['question']}\n{options}\nSelect the best answer to this multiple-choice question "
              "based on the video. Respond with only the letter (A, B, C, D, E) of it.")))
          return message

      @classmethod
      def evaluate(cls, eval_file, **judge_kwargs):
          """Accuracy by type, logic, steps and difficulty; what cannot be parsed is wrong."""
          from vlmeval.smp import load
          data = load(eval_file)
          letters = [letter_in(text) for text in data["prediction"].fillna("").astype(str)]
          right = [letter == LETTERS[int(place)]
                   for letter, place in zip(letters, data["correct_choice"])]
          data = data.assign(score=[int(value) for value in right])
          rating = {"overall": float(data["score"].mean()),
                    "unparsable": float(sum(letter == "" for letter in letters) / len(letters))}
          for column in ["task_type", "logic", "steps", "difficulty"]:
              for name, part in data.groupby(column):
                  rating[f"{column} {name}"] = float(part["score"].mean())
          return rating


  def read_table(path):
      table = pd.read_csv(path, sep="\t", dtype=str, keep_default_na=False)
      return table.assign(index=table["index"].astype(int),
                          correct_choice=table["correct_choice"].astype(int))


  def letter_in(text):
      """The letter that stands alone at the start or behind "answer"; "" where there is none."""
      import re
      said = re.findall(r"answer(?:\s+is)?\W*\(?([A-E])\b(?!\s+[a-z])", text, flags=re.I)
      if said:
          return said[-1].upper()
      found = re.match(r"[\s*(\[\"'`]*([A-Ea-e])(?:[\s*)\].:,;!\"'`]*$|[.):\]*\n])", text)
      return found.group(1).upper() if found else ""

  """#
