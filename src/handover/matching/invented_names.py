"""Names to invent pupils with, most common first: what anybody knows of the names in Wales and England.

A few surnames belong to very many children, which is what makes matching hard; so the lists are in order, and
`invented.py` draws from their head far more often than from their tail. Any resemblance to a person is chance.
"""

from typing import Final


def words(text: str) -> tuple[str, ...]:
    """Read names parted by blanks."""
    return tuple(text.split())


WELSH_SURNAMES: Final = words(
    "Jones Davies Williams Evans Thomas Roberts Lewis Hughes Morgan Griffiths Edwards Owen James Rees Jenkins Price "
    "Morris Richards Lloyd Phillips Parry Powell Harris John Ellis Pritchard Bowen Llewellyn Howells Pugh Bevan "
    "Humphreys Davis Francis Vaughan Harries Rowlands George Matthews Rogers Watkins Griffith Thomas Hopkins Daniel "
    "Prosser Meredith Charles Samuel Probert Nicholas Walters Gwynne Mathias Rhys Hopkin Beynon Bennett Howell "
    "Isaac Maddocks Eynon Gittins Protheroe Penry Prydderch Gruffydd Llwyd Llywelyn Tudor Cadwaladr Bebb Breese "
    "Bellis Blevins Blayney Benyon Anwyl Arthur Bateman Blethyn Craddock Cadogan Dafydd Duggan Emanuel Eckley "
    "Foulkes Gethin Gough Goodwin Gronow Gwilliam Gwilym Gwyther Hanmer Havard Hier Idris Jarman Jehu Kendrick "
    "Kyffin Landeg Leyshon Lloyd-Jones Madoc Mathews Merrick Meyrick Mostyn Nash Nanney Onions Parfitt Penhallow "
    "Picton Pryce Prytherch Rhydderch Roderick Rosser Salisbury Sayce Stradling Swancott Teague Treharne Trahearn "
    "Trevor Tudur Wogan Wynne Yale Yorath Wyn-Jones Ceredig Emlyn Gwynant Hywel Ieuan Ifan Eifion Heulyn Iorwerth "
    "Elfyn"
)

ENGLISH_SURNAMES: Final = words(
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts "
    "Green Hall Wood Jackson Clarke Patel Harris Clark Lewis James Phillips Cooper Ward Turner Hill Scott Moore "
    "Baker King Morris Cook Bailey Harrison Edwards Martin Allen Lee Parker Bennett Young Shaw Richardson Griffiths "
    "Mitchell Cox Carter Bell Collins Miller Webb Richards Marshall Simpson Palmer Ellis Murphy Anderson Mills "
    "Adams Chapman Knight Murray Wilkinson Rogers Kelly Foster Mason Watson Hunt Graham Fox Powell Stevens Gibson "
    "Butler Barnes Matthews Holmes Dixon Barker Reynolds Fisher Walsh Russell Hughes Stevenson Campbell Pearson "
    "Ford Brooks Dean Gordon Wells Lawrence Payne Hart Saunders Day West Woods Fletcher Porter Spencer Burton "
    "Pearce Harvey Jordan Lane Cole Newman Reid Ross Rose Andrews Hudson Bird Lowe Gill Grant Burns Hunter Gray "
    "Mcdonald Stewart Thomson Robertson Mackenzie Sutton Hawkins Fowler Bates Barrett Gregory Armstrong Carr "
    "Nicholson Watts Perry Field Howard Long Stone Byrne Hayes Francis Rice Wallace Webster Oliver Chambers Gardner "
    "Bradley Nicholls Lawson Cunningham Hewitt Heath Atkins Barber Coleman Osborne Curtis Parsons Warren May Cross "
    "Gilbert Page Sharp Reed Read Lynch Ryan Kaye Moss Neal Nunn Abbott Akers Alcock Aldridge Ambrose Appleby "
    "Archer Ashton Atkinson Ayres Bagshaw Baines Baldwin Ball Bamford Banks Barlow Barrow Barton Baxter Beasley "
    "Beaumont Beck Benson Berry Best Bishop Blackburn Blake Bolton Bond Booth Bowers Boyle Bradshaw Bray Brennan "
    "Briggs Bryant Buckley Bull Burgess Burke Burrows Bush Cameron Cartwright Chandler Charlton Christie Clayton "
    "Clements Cobb Connolly Conway Cooke Crawford Crowther Dale Dalton Davidson Dawson Denton Dickinson Dobson Dodd "
    "Donnelly Douglas Doyle Drew Duffy Duncan Dunn Dyer Eaton Egan Elliott Emery English Farmer Farrell Faulkner "
    "Fenton Ferguson Finch Flynn Forster Franklin Frost Fuller Gardiner Garner George Gibbs Giles Glover Goddard "
    "Godfrey Goodman Gough Gould Greenwood Griffin Hale Hammond Hancock Hardy Hargreaves Harper Hayward Henderson "
    "Herbert Hicks Higgins Hobbs Hodgson Holden Holland Holt Hooper Hopkins Horton Houghton Howarth Howe Humphries "
    "Hurst Hutchinson Ingram Jarvis Jennings Johnston Joyce Kay Kemp Kennedy Kent Kerr Kirby Lamb Lambert Leach "
    "Leigh Leonard Little Lloyd Lord Lucas Lyons Mann Manning Marsden Marsh Mccarthy Metcalfe Middleton Miles "
    "Morley Morrison Morton Myers Nash Naylor Nelson Newton Noble Norman Norris Norton Owen Parkin Parkinson "
    "Patterson Peacock Perkins Peters Pickering Poole Pope Potter Potts Power Pratt Preston Pritchard Quinn Ramsay "
    "Randall Rhodes Riley Robson Rowe Rowley Sanders Savage Schofield Seymour Shepherd Sheppard Short Simmonds Sims "
    "Sinclair Skinner Slater Smart Stephens Stephenson Stokes Storey Summers Swift Sykes Talbot Tate Thornton Todd "
    "Townsend Tucker Turnbull Tyler Vaughan Vincent Wade Waters Watkins Weaver Welch Wheeler Whitehead Whittaker "
    "Wilkins Willis Winter Woodward Wyatt Yates"
)

WORLD_SURNAMES: Final = words(
    "Khan Ahmed Ali Hussain Begum Singh Kaur Patel Shah Miah Rahman Mohamed Mohammed Islam Uddin Chowdhury Akhtar "
    "Malik Iqbal Hassan Abdi Nguyen Kowalski Kowalska Nowak Wiśniewski Wiśniewska Wójcik Lewandowski Kamińska "
    "Zieliński Szymańska Dąbrowski Popescu Ionescu Popa Dumitru Silva Santos Fernandes Pereira Costa O'Brien "
    "O'Connor O'Neill O'Sullivan McCarthy MacDonald McKenzie Okafor Okonkwo Adeyemi Mensah Boateng Osei Farah "
    "Warsame Jama Yusuf Omar Ibrahim Mahmood Hussein Aziz Sharma Gupta Kumar Reddy Das Sandhu Dhaliwal Gill Grewal "
    "Bhatt Sheikh Siddiqui Qureshi Mirza Chen Wang Li Zhang Wong Lam Tran Le Pham Đặng Ivanov Petrova Shevchenko "
    "Kovalenko Bondarenko Tkachenko Melnyk Kravchenko Yılmaz Demir Şahin Çelik Kaya Öztürk García Rodríguez "
    "Fernández Müller Schmidt Dupont Rossi Ferrari Papadopoulos Al-Hassan El-Sayed Diallo Traoré N'Diaye Abubakar "
    "Bello Ogunleye Mutasa Moyo"
)

WELSH_GIRLS: Final = words(
    "Mali Seren Ffion Erin Cadi Megan Efa Lowri Carys Alys Gwen Nansi Elin Beca Mari Sian Non Nia Lili Martha Begw "
    "Cari Eira Anest Mabli Greta Casi Leusa Elan Enlli Hanna Alaw Gwenllian Heledd Catrin Bethan Rhiannon Angharad "
    "Sioned Rhian Cerys Eleri Llinos Menna Tegan Manon Llio Swyn Haf Fflur Betsan Elliw Branwen Bronwen Heulwen "
    "Myfanwy Lleucu Ceridwen"
)
WELSH_BOYS: Final = words(
    "Osian Rhys Harri Jac Tomos Evan Dylan Macsen Cai Elis Ioan Owen Gruff Morgan Deio Guto Gethin Ifan Llew "
    "Steffan Iwan Dafydd Sion Owain Aled Huw Gareth Gwilym Emyr Hari Noa Mabon Gwion Iestyn Ianto Tudur Llyr Rhodri "
    "Hywel Ieuan Gruffydd Llywelyn Bedwyr Twm Cian Math Meilir Idris Trystan Carwyn Rhydian Ynyr Garmon Ifor Emrys "
    "Celt Caradog Taliesin Madog"
)
ENGLISH_GIRLS: Final = words(
    "Olivia Amelia Isla Ava Emily Sophie Grace Lily Ella Mia Jessica Evie Freya Charlotte Isabella Poppy Ruby Chloe "
    "Daisy Phoebe Sophia Alice Millie Florence Elsie Lucy Rosie Isabelle Ellie Eva Matilda Hannah Erin Maisie Molly "
    "Holly Imogen Harriet Zara Georgia Lola Abigail Amber Scarlett Elizabeth Thea Ivy Willow Eleanor Esme Summer "
    "Bethany Katie Rebecca Emma Lauren Sarah Anna Leah Niamh Caitlin Paige Jasmine Lexi Summer Catherine Amy Rachel "
    "Victoria Naomi Robyn Francesca Beatrice Skye Tilly Bella Maya Ayla Darcey Anne-Marie"
)
ENGLISH_BOYS: Final = words(
    "Oliver George Harry Jack Noah Charlie Jacob Alfie Freddie Oscar Leo Arthur Thomas Archie Henry Joshua William "
    "James Logan Lucas Theo Max Isaac Ethan Joseph Samuel Daniel Mason Edward Sebastian Alexander Adam Dylan Toby "
    "Benjamin Finley Harrison Jake Louie Luca Reuben Elliot Bobby Ryan Luke Matthew Callum Nathan Connor Jayden "
    "Michael Tyler Riley Hugo Stanley Frankie Ellis Louis Jude Rory Kai Liam Aaron Robert Sam David Stephen Cameron "
    "Jamie Kieran Sean Rowan Felix Rupert Zachary Nicholas Peter Christopher Andrew"
)
WORLD_GIRLS: Final = words(
    "Aisha Fatima Maryam Zainab Khadija Amina Hafsa Sumaya Ayaan Hodan Simran Priya Anjali Jaspreet Zuzanna Julia "
    "Oliwia Maja Lena Zofia Amelia Oksana Olena Sofiia Yulia Kateryna Elif Zeynep Chiara Sofía Inês Ngozi Amara "
    "Chioma Efua Linh Mei Xin Yara Noor Safa Iqra Laiba Siobhán Aoife Saoirse"
)
WORLD_BOYS: Final = words(
    "Mohammed Ahmed Yusuf Ibrahim Ali Omar Hamza Bilal Abdullah Hassan Hussain Abdirahman Liban Arjun Rohan "
    "Harpreet Gurpreet Jakub Filip Szymon Kacper Antoni Oleksandr Dmytro Andrii Maksym Danylo Emir Kerem Mateo José "
    "João Kofi Kwame Chidi Emeka Minh Duc Wei Hao Zayn Rayyan Musa Eesa Ciarán Oisín Cillian"
)

TOWNS: Final = (
    "Maes-y-bryn",
    "Aberhebog",
    "Llanfair Wen",
    "Pontlas",
    "Trefelin",
    "Nant Coch",
    "Penrhos Isaf",
    "Bryn Eithin",
    "Westhaven",
    "Thornley Green",
    "Ashcombe Vale",
    "Kingsferry",
)
"""Places that no map shows."""
